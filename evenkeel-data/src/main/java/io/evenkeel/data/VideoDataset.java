package io.evenkeel.data;

import io.evenkeel.clips.ClipFrames;
import io.evenkeel.clips.FrameSampling;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.recipe.VideoSpec;
import io.evenkeel.run.Seed;
import io.evenkeel.video.FrameShape;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Clips of videos: each modality one stream, [channels, frames, crop, crop], values in 0..1.
 *
 * <p>In an epoch of training a sample begins anywhere within its clip, is cut out of any place of
 * the frame, and is mirrored with probability ½ if its label allows that: draws that follow from
 * the seed, the epoch and the clip's name alone, and are the same for all modalities unless asked
 * otherwise. Elsewhere the sample is the middle of its clip and of its frames.
 */
final class VideoDataset implements Dataset {
  private static final float WHITE = 255f;

  private final List<Sample> samples;
  private final List<String> classes;
  private final PerModality<SampleShape> shapes;
  private final Cut cut;
  private final Variation variation;

  private VideoDataset(
      List<Sample> samples,
      List<String> classes,
      PerModality<SampleShape> shapes,
      Cut cut,
      Variation variation) {
    this.samples = samples;
    this.classes = classes;
    this.shapes = shapes;
    this.cut = cut;
    this.variation = variation;
  }

  /**
   * A clip.
   *
   * @param name what draws follow from
   * @param label 0 … classes − 1
   * @param frames of each modality, in model order
   */
  record Sample(String name, int label, List<ClipFrames> frames) {
    Sample {
      frames = List.copyOf(frames);
    }
  }

  /**
   * What is cut out of a clip.
   *
   * @param sampling which frames
   * @param crop height and width
   */
  private record Cut(FrameSampling sampling, int crop) {}

  /**
   * What training varies.
   *
   * @param spec what may be varied
   * @param mirrored the labels whose clips are mirrored
   * @param ofRun what epochs follow from, if training varies anything
   * @param ofEpoch what draws follow from, if this is an epoch of training
   */
  private record Variation(
      VideoSpec spec, Set<Integer> mirrored, Optional<Seed> ofRun, Optional<Seed> ofEpoch) {

    Placement of(Modality modality, Sample sample) {
      return ofEpoch
          .map(epoch -> drawn(seed(epoch, modality, sample), sample))
          .orElse(Placement.MIDDLE);
    }

    private Seed seed(Seed epoch, Modality modality, Sample sample) {
      Seed ofSample = epoch.fold(sample.name());
      return spec.jointAugmentation() ? ofSample : ofSample.fold(modality.name());
    }

    private Placement drawn(Seed seed, Sample sample) {
      // Always drawn, so that one key does not change what another one's draw is.
      UniformRandomProvider random = seed.random();
      double time = random.nextDouble();
      double y = random.nextDouble();
      double x = random.nextDouble();
      boolean mirror = random.nextBoolean();
      return new Placement(
          spec.jitter() ? new Place.At(time) : new Place.Middle(),
          spec.randomCrop() ? new Place.At(y) : new Place.Middle(),
          spec.randomCrop() ? new Place.At(x) : new Place.Middle(),
          mirror && mirrored.contains(sample.label()));
    }
  }

  /** Where something begins that is shorter than what it is cut from. */
  private sealed interface Place {
    /** One of so many places. */
    int of(int places);

    /** In the middle, the earlier of two. */
    record Middle() implements Place {
      @Override
      public int of(int places) {
        return (places - 1) / 2;
      }
    }

    /** At a fraction, 0 included, 1 not. */
    record At(double fraction) implements Place {
      @Override
      public int of(int places) {
        return (int) (fraction * places);
      }
    }
  }

  /** Where a sample is in its clip and in its frames. */
  private record Placement(Place time, Place y, Place x, boolean mirrored) {
    static final Placement MIDDLE =
        new Placement(new Place.Middle(), new Place.Middle(), new Place.Middle(), false);
  }

  /**
   * The clips as evaluation sees them, in every epoch.
   *
   * @param channels of each modality
   */
  static VideoDataset plain(
      List<Sample> samples, List<String> classes, PerModality<Integer> channels, VideoSpec spec) {
    int crop = spec.crop();
    return new VideoDataset(
        List.copyOf(samples),
        List.copyOf(classes),
        channels.map(count -> SampleShape.of(count, spec.frames(), crop, crop)),
        new Cut(new FrameSampling(spec.frames(), spec.stride()), crop),
        new Variation(spec, Set.copyOf(spec.mirrorLabels()), Optional.empty(), Optional.empty()));
  }

  /** The same clips, varied in epochs of training. */
  VideoDataset variedInTraining(Seed seed) {
    return with(
        new Variation(variation.spec(), variation.mirrored(), Optional.of(seed), Optional.empty()));
  }

  @Override
  public VideoDataset inEpoch(int epoch) {
    return with(
        new Variation(
            variation.spec(),
            variation.mirrored(),
            variation.ofRun(),
            variation.ofRun().map(seed -> seed.fold(epoch))));
  }

  private VideoDataset with(Variation other) {
    return new VideoDataset(samples, classes, shapes, cut, other);
  }

  @Override
  public boolean decodes() {
    // A cut out of memory, too, takes milliseconds.
    return true;
  }

  @Override
  public PerModality<SampleShape> shapes() {
    return shapes;
  }

  @Override
  public int classes() {
    return classes.size();
  }

  @Override
  public List<String> classNames() {
    return classes;
  }

  @Override
  public int size() {
    return samples.size();
  }

  @Override
  public int label(int sample) {
    return samples.get(sample).label();
  }

  @Override
  public void copy(Modality modality, int sample, float[] target, int offset) {
    Sample of = samples.get(sample);
    ClipFrames clip = of.frames().get(shapes.indexOf(modality));
    Placement placement = variation.of(modality, of);
    FrameSampling sampling = cut.sampling();
    int begin = placement.time().of(sampling.places(clip.frames()));
    int end = sampling.frame(clip.frames(), begin, sampling.frames() - 1) + 1;
    ByteBuffer pixels = clip.read(begin, end);
    Window window = Window.of(clip.shape(), cut.crop(), placement);
    for (int number = 0; number < sampling.frames(); number++) {
      int frame = sampling.frame(clip.frames(), begin, number) - begin;
      window.copy(pixels, frame, target, offset + number * cut.crop() * cut.crop(), planeStep());
    }
  }

  /** How far one channel of a sample is from the next. */
  private int planeStep() {
    return cut.sampling().frames() * cut.crop() * cut.crop();
  }

  /** The part of each frame that is seen. */
  private record Window(FrameShape frame, int top, int left, int size, boolean mirrored) {

    static Window of(FrameShape frame, int size, Placement placement) {
      return new Window(
          frame,
          placement.y().of(frame.height() - size + 1),
          placement.x().of(frame.width() - size + 1),
          size,
          placement.mirrored());
    }

    void copy(ByteBuffer pixels, int number, float[] target, int offset, int planeStep) {
      int channels = frame.channels();
      byte[] row = new byte[size * channels];
      for (int y = 0; y < size; y++) {
        int from = (number * frame.height() + top + y) * frame.width() + left;
        pixels.get(from * channels, row);
        for (int channel = 0; channel < channels; channel++) {
          int to = offset + channel * planeStep + y * size;
          int at = mirrored ? (size - 1) * channels + channel : channel;
          int step = mirrored ? -channels : channels;
          for (int x = 0; x < size; x++) {
            target[to + x] = (row[at] & 0xff) / WHITE;
            at += step;
          }
        }
      }
    }
  }
}
