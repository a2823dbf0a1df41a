package io.evenkeel.experiment;

import io.evenkeel.statistics.RankCorrelation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How the imbalance of speeds while training goes with the imbalance of utilization after it, run
 * by run (Wu et al., ICML 2022, report that they go together).
 *
 * @param points the finished runs that have both
 * @param correlation of |d_speed| and |d_util|; empty for fewer than three runs, or where one of
 *     them never changes
 * @param withinRecipes the same over the seeds of each recipe that has one: a strategy that evens
 *     one quantity out and not the other hides over all runs what holds within each
 */
public record Relation(
    List<Point> points,
    Optional<RankCorrelation> correlation,
    Map<String, RankCorrelation> withinRecipes) {

  /** A run. */
  public record Point(Cell cell, double speed, double utilization) {}

  static Relation of(CellResults results) {
    List<Point> points = new ArrayList<>();
    for (CellResult.Finished finished : results.finished()) {
      OptionalDouble speed = Metric.D_SPEED_MAGNITUDE.of(finished.summary());
      OptionalDouble utilization = Metric.D_UTIL_MAGNITUDE.of(finished.summary());
      if (speed.isPresent() && utilization.isPresent()) {
        points.add(new Point(finished.cell(), speed.getAsDouble(), utilization.getAsDouble()));
      }
    }
    Map<String, RankCorrelation> within = new LinkedHashMap<>();
    results.cells().stream()
        .map(Cell::label)
        .distinct()
        .forEach(
            label ->
                correlation(points.stream().filter(p -> p.cell().label().equals(label)).toList())
                    .ifPresent(correlation -> within.put(label, correlation)));
    return new Relation(
        List.copyOf(points), correlation(points), Collections.unmodifiableMap(within));
  }

  private static Optional<RankCorrelation> correlation(List<Point> points) {
    return RankCorrelation.of(
        points.stream().mapToDouble(Point::speed).toArray(),
        points.stream().mapToDouble(Point::utilization).toArray());
  }
}
