package io.evenkeel.recipe;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where samples come from and how they are split.
 *
 * @param source the kind of data
 * @param directory the folder that holds the IDX files; absent takes the embedded MNIST
 * @param modalities the modalities to use, in model order; naming one trains that uni-modal network
 * @param trainSamples how many training samples to use, a seeded choice; absent takes all that
 *     validation leaves
 * @param validationSamples how many samples to hold out of the training files for validation
 * @param testSamples how many test samples to use, a seeded choice; absent takes all
 * @param colors how digits are coloured
 * @param normalization what is done to input values
 */
public record DataSpec(
    Source source,
    Optional<String> directory,
    List<String> modalities,
    OptionalInt trainSamples,
    int validationSamples,
    OptionalInt testSamples,
    Colors colors,
    Normalization normalization) {

  /** The kinds of data. */
  public enum Source {
    /** The gray digit and the same digit in one flat colour (Kim et al., CVPR 2019). */
    COLORED_MNIST
  }

  /** What is done to input values, which are in 0..1. */
  public enum Normalization {
    /** Nothing: the networks begin with a batch norm. */
    NONE,
    /** Each channel to mean 0 and variance 1 over the training split. */
    STANDARDIZE
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

  /** Checks the ranges. */
  public DataSpec {
    modalities = List.copyOf(modalities);
    Keys.require(!modalities.isEmpty(), "data.modalities", "[]", "at least one modality");
    trainSamples.ifPresent(n -> Keys.atLeast("data.train_samples", n, 1));
    Keys.atLeast("data.validation_samples", validationSamples, 1);
    testSamples.ifPresent(n -> Keys.atLeast("data.test_samples", n, 1));
  }

  /** Colored-and-gray MNIST from the embedded files, σ² = .030, coloured at random in test. */
  public static DataSpec defaults() {
    return new DataSpec(
        Source.COLORED_MNIST,
        Optional.empty(),
        List.of("gray", "color"),
        OptionalInt.empty(),
        5000,
        OptionalInt.empty(),
        new Colors(0.030, ColorRule.CLASS, ColorRule.RANDOM, ColorRule.RANDOM),
        Normalization.NONE);
  }
}
