package io.evenkeel.data;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.run.Seed;
import io.evenkeel.views.Picture;
import io.evenkeel.views.ViewModel;
import io.evenkeel.views.ViewPixels;
import java.util.List;
import java.util.Optional;

/**
 * Models seen from several sides: each modality one view, [3, size, size], values in 0..1. An image
 * is read when it is copied.
 *
 * <p>In an epoch of training every view is mirrored, left to right, with probability ½: a draw that
 * follows from the seed, the epoch, the sample and the modality alone.
 */
final class ViewDataset implements Dataset {
  private static final float WHITE = 255f;

  private final PerModality<Integer> numbers;
  private final List<String> classNames;
  private final int[] labels;
  private final ViewPixels pixels;
  private final Mirroring mirroring;

  private ViewDataset(
      PerModality<Integer> numbers,
      List<String> classNames,
      int[] labels,
      ViewPixels pixels,
      Mirroring mirroring) {
    this.numbers = numbers;
    this.classNames = List.copyOf(classNames);
    this.labels = labels;
    this.pixels = pixels;
    this.mirroring = mirroring;
  }

  /**
   * The models as they are, in every epoch.
   *
   * @param numbers the view of each modality
   * @param classNames by label
   * @param pixels those of the same models
   */
  static ViewDataset plain(
      PerModality<Integer> numbers,
      List<String> classNames,
      List<ViewModel> models,
      ViewPixels pixels) {
    Mirroring none = new Mirroring(Optional.empty(), Optional.empty());
    int[] labels = models.stream().mapToInt(ViewModel::label).toArray();
    return new ViewDataset(numbers, classNames, labels, pixels, none);
  }

  /** The same models, mirrored at random in epochs of training. */
  ViewDataset mirroredInTraining(Seed seed) {
    return with(new Mirroring(Optional.of(seed), Optional.empty()));
  }

  @Override
  public ViewDataset inEpoch(int epoch) {
    return with(new Mirroring(mirroring.ofRun(), mirroring.ofRun().map(seed -> seed.fold(epoch))));
  }

  private ViewDataset with(Mirroring other) {
    return new ViewDataset(numbers, classNames, labels, pixels, other);
  }

  @Override
  public boolean decodes() {
    return pixels.decodes();
  }

  @Override
  public PerModality<SampleShape> shapes() {
    return numbers.map(n -> SampleShape.of(Picture.CHANNELS, pixels.size(), pixels.size()));
  }

  @Override
  public int classes() {
    return classNames.size();
  }

  @Override
  public List<String> classNames() {
    return classNames;
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public int label(int sample) {
    return labels[sample];
  }

  @Override
  public void copy(Modality modality, int sample, float[] target, int offset) {
    byte[] view = pixels.read(sample, numbers.get(modality));
    int size = pixels.size();
    int step = mirroring.isMirrored(modality, sample) ? -1 : 1;
    for (int channel = 0; channel < Picture.CHANNELS; channel++) {
      int to = offset + channel * size * size;
      for (int row = 0; row < size; row++) {
        int from = row * size + (step < 0 ? size - 1 : 0);
        for (int column = 0; column < size; column++) {
          int value = view[from * Picture.CHANNELS + channel] & 0xff;
          target[to++] = value / WHITE;
          from += step;
        }
      }
    }
  }

  /**
   * Which views are mirrored.
   *
   * @param ofRun what epochs follow from, if training mirrors
   * @param ofEpoch what draws follow from, if this is an epoch of training
   */
  private record Mirroring(Optional<Seed> ofRun, Optional<Seed> ofEpoch) {
    boolean isMirrored(Modality modality, int sample) {
      return ofEpoch
          .map(seed -> seed.fold(modality.name()).fold(sample).random().nextBoolean())
          .orElse(false);
    }
  }
}
