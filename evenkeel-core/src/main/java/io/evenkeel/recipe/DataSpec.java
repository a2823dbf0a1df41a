package io.evenkeel.recipe;

import io.evenkeel.input.BadInputException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where samples come from and how they are split.
 *
 * @param source the kind of data
 * @param directory the folder that holds the IDX files, absent for the embedded MNIST; or the tree
 *     of rendered views or of gesture videos, which has no default; or the folder that the paths of
 *     a manifest are relative to, absent for the manifest's own
 * @param manifest the file that lists the samples: of a manifest CSV, JSON Lines or Parquet, of a
 *     video set CSV
 * @param modalities the modalities to use, in model order; naming one trains that uni-modal network
 * @param trainSamples how many training samples to use, a seeded choice; absent takes all that
 *     validation leaves
 * @param validationSamples how many samples to hold out of the training files for validation
 * @param testSamples how many test samples to use, a seeded choice; absent takes all
 * @param colors how digits are coloured
 * @param normalization what is done to input values
 * @param views which rendered views are seen, and how
 * @param video which streams of videos are seen, and how
 * @param table what the columns of a manifest other than its modalities say
 * @param inputs what each modality of a manifest is, by its name; there may be more than are used
 */
public record DataSpec(
    Source source,
    Optional<String> directory,
    Optional<String> manifest,
    List<String> modalities,
    OptionalInt trainSamples,
    int validationSamples,
    OptionalInt testSamples,
    Colors colors,
    Normalization normalization,
    Views views,
    VideoSpec video,
    TableSpec table,
    Map<String, InputSpec> inputs) {

  /** The kinds of data. */
  public enum Source {
    /** The gray digit and the same digit in one flat colour (Kim et al., CVPR 2019). */
    COLORED_MNIST,
    /**
     * Rendered views of meshes, a modality for each view (ModelNet40 as Su et al., ICCV 2015,
     * render it); modalities may have any names.
     */
    MODELNET40,
    /**
     * The NVIDIA Dynamic Hand Gesture set (Molchanov et al., CVPR 2016): clips of videos, a
     * modality for each stream; modalities may have any names.
     */
    NVGESTURE,
    /** Clips of videos that a CSV file lists, with a column of paths for each modality. */
    VIDEO_MANIFEST,
    /**
     * Samples that a table lists, a row each: images, sounds, columns of numbers and categories,
     * vectors, sequences, videos, texts; modalities may have any names.
     */
    MANIFEST,
    /** The XOR of two signs, one in modality a and one in modality b: either alone says nothing. */
    XOR,
    /** The same noisy vector as modality left and as modality right. */
    IDENTICAL;

    /** Whether samples are clips of videos. */
    public boolean isVideo() {
      return this == NVGESTURE || this == VIDEO_MANIFEST;
    }
  }

  /** What is done to input values, which are in 0..1; of a manifest to images and videos alone. */
  public enum Normalization {
    /** Nothing: the networks begin with a batch norm. */
    NONE,
    /** Each channel to mean 0 and variance 1 over the training split. */
    STANDARDIZE,
    /**
     * Each channel of an RGB image or video by the mean and the standard deviation of ImageNet, as
     * pretrained networks expect it; data that have not three channels are refused.
     */
    IMAGENET,
    /** From 0..1 to −1..1, as I3D expects it. */
    SYMMETRIC
  }

  /** How the colour of a digit is chosen. */
  public enum ColorRule {
    /** The mean colour of the digit's class. */
    CLASS,
    /** The mean colour of a class drawn uniformly. */
    RANDOM
  }

  /**
   * How digits are coloured.
   *
   * @param variance σ² of the noise added to the mean colour
   * @param train the rule for training samples
   * @param validation the rule for validation samples
   * @param test the rule for test samples
   */
  public record Colors(double variance, ColorRule train, ColorRule validation, ColorRule test) {
    /** Checks the range. */
    public Colors {
      Keys.notNegative("data.colors.variance", variance);
    }
  }

  /**
   * Which rendered views are seen, and how.
   *
   * @param numbers the number, from 0, of each modality's view among the sorted views of a model;
   *     the same may stand twice
   * @param size height and width of what the network sees, in pixels; other images are resized
   * @param flip whether training mirrors every second image, left to right: a draw of its own for
   *     each sample, modality and epoch
   * @param cache whether decoded images are kept in files that later epochs and runs map into
   *     memory; changes speed, not results
   * @param cacheFolder where these files are, in a folder of the tree's name; absent puts them
   *     beside the tree, into a folder of its name and {@code .cache}
   */
  public record Views(
      List<Integer> numbers, int size, boolean flip, boolean cache, Optional<String> cacheFolder) {
    private static final int SMALLEST = 8;
    private static final int LARGEST = 1024;

    /** Checks the ranges. */
    public Views {
      numbers = List.copyOf(numbers);
      numbers.forEach(number -> Keys.atLeast("data.views.numbers", number, 0));
      Keys.between("data.views.size", size, SMALLEST, LARGEST);
    }

    /** Views 0 and 6 of 12, which are the front and the rear, at 224 pixels, mirrored. */
    public static Views defaults() {
      return new Views(List.of(0, 6), 224, true, false, Optional.empty());
    }
  }

  /** Checks the ranges. */
  public DataSpec {
    modalities = List.copyOf(modalities);
    Keys.require(!modalities.isEmpty(), "data.modalities", "[]", "at least one modality");
    trainSamples.ifPresent(n -> Keys.atLeast("data.train_samples", n, 1));
    Keys.atLeast("data.validation_samples", validationSamples, 1);
    testSamples.ifPresent(n -> Keys.atLeast("data.test_samples", n, 1));
    if (source == Source.MODELNET40) {
      Keys.require(
          directory.isPresent(),
          "data.directory",
          "no value",
          "the folder of rendered views, <class>/{train,test}/*.png");
      Keys.require(
          views.numbers().size() == modalities.size(),
          "data.views.numbers",
          views.numbers().toString(),
          "one view number for each of data.modalities, " + modalities);
    }
    requireVideoKeys(source, directory, manifest, modalities, video);
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    if (source == Source.MANIFEST) {
      requireInputs(manifest, modalities, inputs);
    }
  }

  /** Data that are no manifest of modalities of any kind. */
  public DataSpec(
      Source source,
      Optional<String> directory,
      Optional<String> manifest,
      List<String> modalities,
      OptionalInt trainSamples,
      int validationSamples,
      OptionalInt testSamples,
      Colors colors,
      Normalization normalization,
      Views views,
      VideoSpec video) {
    this(
        source,
        directory,
        manifest,
        modalities,
        trainSamples,
        validationSamples,
        testSamples,
        colors,
        normalization,
        views,
        video,
        TableSpec.defaults(),
        Map.of());
  }

  /** The same with other columns of a manifest. */
  public DataSpec withTable(TableSpec newTable) {
    return with(normalization, newTable, inputs);
  }

  /** The same with values as they are, but for tables, which always are standardised. */
  public DataSpec raw() {
    Map<String, InputSpec> plain = new LinkedHashMap<>();
    inputs.forEach((modality, input) -> plain.put(modality, input.unstandardized()));
    return with(Normalization.NONE, table, plain);
  }

  private DataSpec with(
      Normalization newNormalization, TableSpec newTable, Map<String, InputSpec> newInputs) {
    return new DataSpec(
        source,
        directory,
        manifest,
        modalities,
        trainSamples,
        validationSamples,
        testSamples,
        colors,
        newNormalization,
        views,
        video,
        newTable,
        newInputs);
  }

  private static void requireInputs(
      Optional<String> manifest, List<String> modalities, Map<String, InputSpec> inputs) {
    Keys.require(
        manifest.isPresent(),
        "data.manifest",
        "no value",
        "a CSV, JSON Lines or Parquet file that lists the samples");
    for (String modality : modalities) {
      InputSpec input = inputs.get(modality);
      if (input != null) {
        input.requireComplete(modality);
      }
    }
  }

  /**
   * What a modality of a manifest is.
   *
   * @throws BadInputException if nothing says so
   */
  public InputSpec input(String modality) {
    InputSpec input = inputs.get(modality);
    if (input == null) {
      throw new BadInputException(
          "data.inputs",
          "nothing for modality " + modality,
          "data.inputs." + modality + ".kind, or data.modalities out of " + inputs.keySet());
    }
    return input;
  }

  private static void requireVideoKeys(
      Source source,
      Optional<String> directory,
      Optional<String> manifest,
      List<String> modalities,
      VideoSpec video) {
    if (source == Source.NVGESTURE) {
      Keys.require(
          directory.isPresent(),
          "data.directory",
          "no value",
          "the folder that holds Video_data/ and nvgesture_{train,test}_correct_cvpr2016_v2.lst");
    }
    if (source == Source.VIDEO_MANIFEST) {
      Keys.require(
          manifest.isPresent(), "data.manifest", "no value", "a CSV file that lists the clips");
    }
    if (source.isVideo()) {
      video.requireOneForEach(modalities);
    }
  }

  /** Colored-and-gray MNIST from the embedded files, σ² = .030, coloured at random in test. */
  public static DataSpec defaults() {
    return new DataSpec(
        Source.COLORED_MNIST,
        Optional.empty(),
        Optional.empty(),
        List.of("gray", "color"),
        OptionalInt.empty(),
        5000,
        OptionalInt.empty(),
        new Colors(0.030, ColorRule.CLASS, ColorRule.RANDOM, ColorRule.RANDOM),
        Normalization.NONE,
        Views.defaults(),
        VideoSpec.defaults());
  }
}
