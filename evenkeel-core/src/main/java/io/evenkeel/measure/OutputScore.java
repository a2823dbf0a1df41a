package io.evenkeel.measure;

import java.util.Arrays;
import java.util.OptionalDouble;

/** How good the outputs of one voice are on the samples of a split, some of which may recur. */
sealed interface OutputScore permits AveragePrecision, Determination {

  /**
   * The score of each output.
   *
   * @param counts how often each sample counts
   * @return NaN where the truth leaves it undefined
   */
  double[] each(int[] counts);

  /** The mean over outputs where it is defined; 0 where it is nowhere. */
  default double mean(int[] counts) {
    return Arrays.stream(each(counts)).filter(s -> !Double.isNaN(s)).average().orElse(0);
  }

  /** The score of an output, where it is defined. */
  static OptionalDouble defined(double score) {
    return Double.isNaN(score) ? OptionalDouble.empty() : OptionalDouble.of(score);
  }
}
