package io.evenkeel.statistics;

import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A 95 % confidence interval of a mean.
 *
 * @param mean its centre
 * @param halfWidth half its width
 */
public record Interval(double mean, double halfWidth) {
  private static final double UPPER = 0.975;

  /** Of one accuracy: what its number of samples leaves open (normal approximation). */
  public static Interval ofSamples(double accuracy, double samples) {
    double error = Math.sqrt(accuracy * (1 - accuracy) / Math.max(1, samples));
    return new Interval(
        accuracy, NormalDistribution.of(0, 1).inverseCumulativeProbability(UPPER) * error);
  }

  /**
   * Of the mean of independent values: Student's t interval.
   *
   * @param values at least two
   */
  public static Interval ofMean(double... values) {
    int degrees = values.length - 1;
    if (degrees < 1) {
      throw new IllegalArgumentException(values.length + " values have no spread");
    }
    double mean = DoubleStream.of(values).average().orElseThrow();
    double squares = DoubleStream.of(values).map(a -> (a - mean) * (a - mean)).sum();
    double error = Math.sqrt(squares / degrees / values.length);
    return new Interval(
        mean, TDistribution.of(degrees).inverseCumulativeProbability(UPPER) * error);
  }

  public double low() {
    return mean - halfWidth;
  }

  public double high() {
    return mean + halfWidth;
  }
}
