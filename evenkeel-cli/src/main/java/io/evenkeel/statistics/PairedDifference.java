package io.evenkeel.statistics;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.apache.commons.statistics.inference.TTest;

/**
 * How far one side of some pairs is from the other.
 *
 * @param estimate the mean of the differences, with its interval
 * @param tTest the two-sided p-value of the paired t test; empty where the differences have no
 *     spread
 * @param signFlip the exact test, which supposes no distribution
 */
public record PairedDifference(Estimate estimate, OptionalDouble tTest, SignFlip signFlip) {

  /**
   * Of values less their baselines.
   *
   * @param values at least one
   * @param baselines as many, each the partner of the value at its place
   */
  public static PairedDifference of(double[] values, double[] baselines) {
    if (values.length != baselines.length) {
      throw new IllegalArgumentException(values.length + " values, " + baselines.length);
    }
    double[] differences = new double[values.length];
    Arrays.setAll(differences, i -> values[i] - baselines[i]);
    return new PairedDifference(
        Estimate.ofMean(differences),
        tTest(values, baselines, differences),
        SignFlip.of(differences));
  }

  private static OptionalDouble tTest(double[] values, double[] baselines, double[] differences) {
    if (Arrays.stream(differences).distinct().count() < 2) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(TTest.withDefaults().pairedTest(values, baselines).getPValue());
  }
}
