package io.evenkeel.report;

import java.util.Collection;

/** The values that an axis has to show; empty if low is above high. */
record Range(double low, double high) {
  /** Beyond this a value is no longer drawn. */
  private static final double DRAWABLE = 1e100;

  static final Range EMPTY = new Range(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

  /** Whether a value has a place on an axis; NaN and what has overflowed have none. */
  static boolean drawable(double value) {
    return Math.abs(value) < DRAWABLE;
  }

  /** The range of all values that can be drawn. */
  static Range of(Collection<double[]> columns) {
    Range range = EMPTY;
    for (double[] column : columns) {
      for (double value : column) {
        range = range.with(value);
      }
    }
    return range;
  }

  Range with(double value) {
    return drawable(value) ? new Range(Math.min(low, value), Math.max(high, value)) : this;
  }

  boolean isEmpty() {
    return low > high;
  }
}
