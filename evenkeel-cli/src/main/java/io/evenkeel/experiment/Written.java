package io.evenkeel.experiment;

import io.evenkeel.experiment.Metric.Unit;
import io.evenkeel.statistics.Interval;
import java.util.Locale;

/** Numbers as the tables of an experiment write them, the same in every locale. */
final class Written {
  static final String UNDEFINED = "–";

  private Written() {}

  /** A value of a metric: .9324 is "93.24". */
  static String value(double value, Unit unit) {
    return minus(
        switch (unit) {
          case PERCENT -> String.format(Locale.ROOT, "%.2f", unit.shown(value));
          case RATE -> String.format(Locale.ROOT, "%.3f", value);
          case SECONDS -> String.format(Locale.ROOT, "%.1f", value);
        });
  }

  /** A difference of two values, with its sign unless it is written as 0. */
  static String difference(double difference, Unit unit) {
    String text = value(difference, unit);
    boolean rounded = text.matches("0\\.?0*");
    return difference > 0 && !rounded ? "+" + text : text;
  }

  /** Both ends of the interval of a difference. */
  static String interval(Interval interval, Unit unit) {
    return difference(interval.low(), unit) + " to " + difference(interval.high(), unit);
  }

  /** A p-value with four decimals. */
  static String p(double p) {
    return p < 0.00005 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", p);
  }

  private static String minus(String text) {
    return text.matches("-0\\.?0*") ? text.substring(1) : text.replace('-', '−');
  }
}
