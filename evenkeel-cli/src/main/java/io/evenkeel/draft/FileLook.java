package io.evenkeel.draft;

import io.evenkeel.arrays.FloatArray;
import io.evenkeel.audio.Sound;
import io.evenkeel.audio.WavReader;
import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.InputSpec;
import io.evenkeel.recipe.InputSpec.Kind;
import io.evenkeel.vectors.SequenceFile;
import io.evenkeel.vectors.VectorFile;
import io.evenkeel.views.Picture;
import io.evenkeel.views.PictureReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Looks into a few files of a modality to guess its keys. */
final class FileLook {
  private static final int USUAL_SIZE = 64;
  private static final int LARGE_SIZE = 96;
  private static final double MILLISECONDS = 1000;

  private final Map<String, String> keys = new LinkedHashMap<>();
  private final List<String> reasons = new ArrayList<>();
  private Kind kind;

  private FileLook(Kind kind) {
    this.kind = kind;
  }

  /**
   * What is guessed.
   *
   * @param keys known already
   * @param reasons told already
   * @param files a few
   */
  static InputGuess at(
      String name, Kind kind, Map<String, String> keys, List<String> reasons, List<Path> files) {
    FileLook look = new FileLook(kind);
    look.keys.putAll(keys);
    look.reasons.addAll(reasons);
    look.into(files);
    return new InputGuess(name, look.kind, look.keys, look.reasons);
  }

  private void into(List<Path> files) {
    switch (kind) {
      case IMAGE -> images(read(files, PictureReader::read));
      case AUDIO -> sounds(read(files, WavReader::read));
      case VECTOR -> arrays(files, read(files, VectorFile::read));
      case SEQUENCE ->
          sequences(read(files, SequenceFile::read).stream().map(s -> s.steps()).toList());
      case VIDEO -> {
        keys.put("size", "64");
        keys.put("length", "16");
      }
      case TABULAR, TEXT -> {}
    }
  }

  private <T> List<T> read(List<Path> files, Function<Path, T> reader) {
    List<T> read = new ArrayList<>();
    for (Path file : files) {
      try {
        read.add(reader.apply(file));
      } catch (BadInputException broken) {
        reasons.add("cannot be read: " + broken.getMessage());
      }
    }
    return read;
  }

  private void images(List<Picture> pictures) {
    Optional<Picture> first = pictures.stream().findFirst();
    boolean same =
        first.isPresent()
            && pictures.stream()
                .allMatch(
                    p -> p.width() == first.get().width() && p.height() == first.get().height());
    boolean gray = !pictures.isEmpty() && pictures.stream().allMatch(FileLook::isGray);
    int height = first.map(Picture::height).orElse(USUAL_SIZE);
    boolean asTheyAre =
        same && first.get().width() == height && height >= 8 && height <= LARGE_SIZE;
    int size = asTheyAre ? height : height > LARGE_SIZE ? LARGE_SIZE : USUAL_SIZE;
    keys.put("size", Integer.toString(size));
    keys.put("channels", gray ? "1" : "3");
    first.ifPresent(
        p ->
            reasons.add(
                "%d looked at: %s of %d x %d pixels%s, %s"
                    .formatted(
                        pictures.size(),
                        same ? "all" : "the first",
                        p.width(),
                        p.height(),
                        asTheyAre ? "" : ", resized to " + size + " x " + size,
                        gray ? "gray" : "in colour")));
  }

  private static boolean isGray(Picture picture) {
    byte[] rgb = picture.rgb();
    for (int i = 0; i < rgb.length; i += Picture.CHANNELS) {
      if (rgb[i] != rgb[i + 1] || rgb[i] != rgb[i + 2]) {
        return false;
      }
    }
    return true;
  }

  private void sounds(List<Sound> sounds) {
    if (sounds.isEmpty()) {
      return;
    }
    int rate = sounds.get(0).rate();
    double hop = InputSpec.Mel.defaults().hop();
    List<Double> seconds =
        sounds.stream().map(s -> s.samples().length / (double) s.rate()).sorted().toList();
    double most = seconds.get((int) (0.95 * (seconds.size() - 1)));
    int frames = (int) Math.ceil(most * MILLISECONDS / hop) + 1;
    keys.put("length", Integer.toString(frames));
    reasons.add(
        String.format(
            Locale.ROOT,
            "%d looked at: %d samples a second, %.2f to %.2f s; %d frames of %s ms hold 95 %% of"
                + " them whole, longer ones are cut",
            sounds.size(),
            rate,
            seconds.get(0),
            seconds.get(seconds.size() - 1),
            frames,
            Double.toString(hop)));
  }

  private void arrays(List<Path> files, List<FloatArray> arrays) {
    boolean areSequences =
        !arrays.isEmpty() && arrays.stream().allMatch(array -> array.shape().size() == 2);
    boolean named =
        files.stream().allMatch(f -> f.toString().toLowerCase(Locale.ROOT).endsWith(".npy"));
    if (areSequences && named) {
      kind = Kind.SEQUENCE;
      sequences(arrays.stream().map(array -> array.shape().get(0)).toList());
    } else if (!arrays.isEmpty()) {
      reasons.add(arrays.size() + " looked at: the first is of shape " + arrays.get(0).shape());
    }
  }

  private void sequences(List<Integer> steps) {
    if (!steps.isEmpty()) {
      List<Integer> sorted = steps.stream().sorted().toList();
      reasons.add(
          "%d looked at: %d to %d steps; shorter ones are padded with a mask, the longest says how"
                  .formatted(sorted.size(), sorted.get(0), sorted.get(sorted.size() - 1))
              + " many there are unless length does");
    }
  }
}
