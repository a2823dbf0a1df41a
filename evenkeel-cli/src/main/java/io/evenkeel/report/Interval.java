package io.evenkeel.report;

import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How uncertain a mean accuracy is.
 *
 * @param halfWidth half the width of its 95 % interval
 */
record Interval(double halfWidth) {
  private static final double UPPER = 0.975;

  /** Of one run: what its number of test samples leaves open (normal approximation). */
  static Interval ofSamples(double accuracy, double samples) {
    double error = Math.sqrt(accuracy * (1 - accuracy) / Math.max(1, samples));
    return new Interval(NormalDistribution.of(0, 1).inverseCumulativeProbability(UPPER) * error);
  }

  /** Of the mean of several runs: a t interval over them. */
  static Interval ofRuns(double... accuracies) {
    double mean = DoubleStream.of(accuracies).average().orElseThrow();
    int degrees = accuracies.length - 1;
    double squares = DoubleStream.of(accuracies).map(a -> (a - mean) * (a - mean)).sum();
    double error = Math.sqrt(squares / degrees / accuracies.length);
    return new Interval(TDistribution.of(degrees).inverseCumulativeProbability(UPPER) * error);
  }
}
