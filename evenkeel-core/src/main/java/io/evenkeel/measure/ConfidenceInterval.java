package io.evenkeel.measure;

import java.util.Arrays;
import java.util.Optional;

/**
 * The middle 95 % of what a measure comes to over resamples.
 *
 * @param low its 2.5th percentile
 * @param high its 97.5th percentile
 */
public record ConfidenceInterval(double low, double high) {
  /** The share of resamples that lie inside. */
  public static final double LEVEL = 0.95;

  /** Where more resamples than this leave a measure undefined, it has no interval. */
  public static final double MOST_UNDEFINED = 0.01;

  /** Checks the order. */
  public ConfidenceInterval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("no interval from " + low + " to " + high);
    }
  }

  /** The interval of values of which those that are undefined are NaN, and left out if few are. */
  static Optional<ConfidenceInterval> of(double[] values) {
    double[] defined = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    if (defined.length == 0 || values.length - defined.length > MOST_UNDEFINED * values.length) {
      return Optional.empty();
    }
    double tail = (1 - LEVEL) / 2;
    return Optional.of(
        new ConfidenceInterval(quantile(defined, tail), quantile(defined, 1 - tail)));
  }

  /** Linear between order statistics, as NumPy's default is (type 7 of Hyndman and Fan, 1996). */
  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
