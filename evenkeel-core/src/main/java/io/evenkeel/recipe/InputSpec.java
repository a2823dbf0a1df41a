package io.evenkeel.recipe;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What one modality of a manifest is, and how it becomes numbers.
 *
 * @param kind what its cells hold; has no default
 * @param column the column of the manifest; absent takes the one of the modality's name
 * @param file of a vector an NPY file with a row for each row of the manifest, in place of a column
 * @param numeric of a table its columns of numbers, in the order that the network takes them
 * @param categorical of a table its columns of categories, likewise
 * @param indicators of a table whether each numeric column gets one more number, 1 where the cell
 *     is missing
 * @param standardize whether numbers are brought to mean 0 and variance 1 over the training split:
 *     each band of a sound, each channel of a sequence, each number of a vector. Numbers of a table
 *     always are; images and videos are what {@code data.normalization} says
 * @param size of images and videos their height and width; others are resized
 * @param channels of images and videos 1 for gray, 3 for RGB
 * @param length how many frames a sound or a video has, steps a sequence, tokens a text; absent
 *     takes the longest there is, of a video 16. What is shorter is padded, what is longer is cut
 *     at its end; of a video so many frames are taken evenly
 * @param vocabulary of a text how many ids there are, 0 for padding included; absent takes the
 *     largest there is, and one
 * @param mel what the spectrogram of a sound is made of
 */
public record InputSpec(
    Optional<Kind> kind,
    Optional<String> column,
    Optional<String> file,
    List<String> numeric,
    List<String> categorical,
    boolean indicators,
    boolean standardize,
    int size,
    int channels,
    OptionalInt length,
    OptionalInt vocabulary,
    Mel mel) {
  private static final int SMALLEST_SIZE = 8;
  private static final int LARGEST_SIZE = 1024;
  private static final int LONGEST = 1 << 20;

  /** What the cells of a modality hold. */
  public enum Kind {
    /** The path of a PNG or JPEG file: [channels, size, size]. */
    IMAGE,
    /** The path of a WAV file, whose log-mel spectrogram is [1, bands, length]. */
    AUDIO,
    /** Columns of numbers and categories: [numbers + categories]. */
    TABULAR,
    /** The path of an NPY, NPZ or safetensors file, or the numbers themselves: [features]. */
    VECTOR,
    /** The path of an NPY or CSV file, steps × channels: [channels + 1, length], the mask last. */
    SEQUENCE,
    /** The path of a video: [channels, length, size, size]. */
    VIDEO,
    /** Ids of tokens: [length]. */
    TEXT;

    /** As recipes write it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What a log-mel spectrogram is made of.
   *
   * @param rate samples a second that every sound must have; absent takes that of the first
   * @param bands how many bands of frequency
   * @param window how long a frame is, in milliseconds
   * @param hop how far one frame is from the next, in milliseconds
   */
  public record Mel(OptionalInt rate, int bands, double window, double hop) {
    private static final int MOST_BANDS = 1024;
    private static final int MOST_RATE = 1 << 20;
    private static final double MOST_MILLISECONDS = 10_000;

    /** Checks the ranges. */
    public Mel {
      rate.ifPresent(r -> Keys.between("data.inputs.*.mel.rate", r, 100, MOST_RATE));
      Keys.between("data.inputs.*.mel.bands", bands, 1, MOST_BANDS);
      requireMilliseconds("data.inputs.*.mel.window", window);
      requireMilliseconds("data.inputs.*.mel.hop", hop);
    }

    private static void requireMilliseconds(String key, double value) {
      Keys.require(
          value > 0 && value <= MOST_MILLISECONDS,
          key,
          Double.toString(value),
          "milliseconds > 0 and at most " + MOST_MILLISECONDS);
    }

    /** 40 bands of windows of 25 ms every 10 ms. */
    public static Mel defaults() {
      return new Mel(OptionalInt.empty(), 40, 25, 10);
    }
  }

  /** Checks the ranges. */
  public InputSpec {
    numeric = List.copyOf(numeric);
    categorical = List.copyOf(categorical);
    Keys.between("data.inputs.*.size", size, SMALLEST_SIZE, LARGEST_SIZE);
    Keys.require(
        channels == 1 || channels == 3,
        "data.inputs.*.channels",
        Integer.toString(channels),
        "1 for gray or 3 for RGB");
    length.ifPresent(n -> Keys.between("data.inputs.*.length", n, 1, LONGEST));
    vocabulary.ifPresent(n -> Keys.between("data.inputs.*.vocabulary", n, 2, Integer.MAX_VALUE));
  }

  /** What an entry that says nothing stands for. */
  public static InputSpec defaults() {
    return new InputSpec(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        false,
        true,
        64,
        3,
        OptionalInt.empty(),
        OptionalInt.empty(),
        Mel.defaults());
  }

  /** The same of another kind. */
  public InputSpec withKind(Kind newKind) {
    return new InputSpec(
        Optional.of(newKind),
        column,
        file,
        numeric,
        categorical,
        indicators,
        standardize,
        size,
        channels,
        length,
        vocabulary,
        mel);
  }

  /** The same with its numbers as they are. */
  public InputSpec unstandardized() {
    return new InputSpec(
        kind,
        column,
        file,
        numeric,
        categorical,
        indicators,
        false,
        size,
        channels,
        length,
        vocabulary,
        mel);
  }

  /** Refuses what no modality of its kind can be. */
  void requireComplete(String modality) {
    String key = "data.inputs." + modality + ".";
    Keys.require(
        kind.isPresent(),
        key + "kind",
        "no value",
        "image, audio, tabular, vector, sequence, video or text");
    boolean isTable = kind.get() == Kind.TABULAR;
    boolean hasColumns = !numeric.isEmpty() || !categorical.isEmpty();
    Keys.require(
        isTable == hasColumns,
        key + "numeric",
        isTable ? "no columns, nor any categorical" : "columns of a " + kind.get().key(),
        isTable ? "names of columns" : "kind tabular, or no such key");
    Keys.require(
        file.isEmpty() || kind.get() == Kind.VECTOR,
        key + "file",
        "a file of a " + kind.get().key(),
        "kind vector, or no such key");
  }
}
