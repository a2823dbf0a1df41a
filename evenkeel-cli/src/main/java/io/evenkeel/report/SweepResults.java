package io.evenkeel.report;

import io.evenkeel.statistics.Estimate;
import io.evenkeel.statistics.Interval;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a page about a search for settings shows; of every number it knows validation alone.
 *
 * @param metric what points are chosen by
 * @param axes the keys that were varied, at least one
 * @param points the points in their order
 * @param chosen the point that was chosen; empty if none could be
 */
public record SweepResults(
    Metric metric, List<Axis> axes, List<Point> points, Optional<Point> chosen) {
  /** Keeps its own copies of the lists. */
  public SweepResults {
    axes = List.copyOf(axes);
    points = List.copyOf(points);
  }

  /**
   * What points are chosen by.
   *
   * @param name what it is called
   * @param unit how its values are written
   * @param better which values are good
   */
  public record Metric(String name, Unit unit, Better better) {

    /** A difference of two values as text, with its unit. */
    String difference(double difference) {
      String text = text(difference);
      return unit == Unit.PERCENT ? text.replace("%", "points") : text;
    }

    /** A value as text, with its unit. */
    public String text(double value) {
      return unit == Unit.PERCENT
          ? Markup.percent(value)
          : String.format(Locale.ROOT, "%.4g", value).replace('-', '−');
    }
  }

  /** How values are written. */
  public enum Unit {
    /** A share in 0..1, written in percent. */
    PERCENT,
    NUMBER
  }

  /** Which values are good. */
  public enum Better {
    HIGHER,
    LOWER
  }

  /**
   * A key that was varied.
   *
   * @param name what it is called
   * @param values the values it was given, in order; empty for a range
   * @param spacing where they stand on an axis
   */
  public record Axis(String name, List<String> values, Spacing spacing) {
    /** Keeps its own copy of the list. */
    public Axis {
      values = List.copyOf(values);
    }
  }

  /** Where values stand on an axis. */
  public enum Spacing {
    /** A list of values, which says by itself. */
    OF_THE_VALUES,
    /** Numbers of a range, drawn evenly. */
    LINEAR,
    /** Numbers of a range, drawn evenly in the logarithm. */
    LOGARITHMIC
  }

  /**
   * A point.
   *
   * @param name what it is called
   * @param values its value for each axis
   * @param scores the metric of each seed; empty where the run failed
   */
  public record Point(String name, List<String> values, List<OptionalDouble> scores) {
    /** Keeps its own copies of the lists. */
    public Point {
      values = List.copyOf(values);
      scores = List.copyOf(scores);
    }

    /** The mean over seeds; NaN if a run failed, for means over other seeds do not compare. */
    public double mean() {
      return scores.stream()
          .mapToDouble(score -> score.orElse(Double.NaN))
          .average()
          .orElse(Double.NaN);
    }

    /** Half the width of the mean's 95 % t interval; empty for one seed, and if a run failed. */
    Optional<Double> halfWidth() {
      return scores.stream().allMatch(OptionalDouble::isPresent)
          ? Estimate.ofMean(scores.stream().mapToDouble(OptionalDouble::getAsDouble).toArray())
              .interval()
              .map(Interval::halfWidth)
          : Optional.empty();
    }
  }

  boolean isChosen(Point point) {
    return chosen.filter(point::equals).isPresent();
  }

  /** The means that can be drawn. */
  Range means() {
    Range range = Range.EMPTY;
    for (Point point : points) {
      range = range.with(point.mean());
    }
    return range;
  }

  /** How good a value is among the points, from 0 to 1; 1 where all are the same. */
  double goodness(double value) {
    Range range = means();
    double share =
        range.high() > range.low() ? (value - range.low()) / (range.high() - range.low()) : 1;
    return metric.better() == Better.HIGHER || range.high() == range.low() ? share : 1 - share;
  }
}
