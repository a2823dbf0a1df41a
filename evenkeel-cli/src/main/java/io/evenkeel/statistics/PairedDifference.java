package io.evenkeel.statistics;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
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
   * How far apart rounding alone may put differences that are the same, as a share of the values:
   * 0.9 − 0.8 is not quite 0.8 − 0.7, and to a t test that would be all the spread there is.
   */
  private static final double ROUNDING = 1e-12;

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
    DoubleSummaryStatistics range = Arrays.stream(differences).summaryStatistics();
    double size =
        DoubleStream.concat(Arrays.stream(values), Arrays.stream(baselines))
            .map(Math::abs)
            .max()
            .orElse(0);
    if (range.getMax() - range.getMin() <= ROUNDING * size) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(TTest.withDefaults().pairedTest(values, baselines).getPValue());
  }
}
