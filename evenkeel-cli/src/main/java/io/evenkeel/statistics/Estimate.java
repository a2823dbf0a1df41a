package io.evenkeel.statistics;

import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * A mean, with how uncertain it is.
 *
 * @param count how many values it is the mean of
 * @param mean the mean
 * @param interval its 95 % t interval; empty for one value, which says nothing of its spread
 */
public record Estimate(int count, double mean, Optional<Interval> interval) {

  /**
   * Of the mean of independent values.
   *
   * @param values at least one
   */
  public static Estimate ofMean(double... values) {
    double mean = DoubleStream.of(values).average().orElseThrow();
    return new Estimate(
        values.length,
        mean,
        values.length > 1 ? Optional.of(Interval.ofMean(values)) : Optional.empty());
  }
}
