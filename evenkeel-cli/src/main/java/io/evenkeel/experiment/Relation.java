package io.evenkeel.experiment;

import io.evenkeel.statistics.RankCorrelation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How the imbalance of speeds while training goes with the imbalance of utilization after it, run
 * by run (Wu et al., ICML 2022, report that they go together).
 *
 * @param points the finished runs that have both
 * @param correlation of |d_speed| and |d_util|; empty for fewer than three runs, or where one of
 *     them never changes
 */
public record Relation(List<Point> points, Optional<RankCorrelation> correlation) {

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
    return new Relation(
        List.copyOf(points),
        RankCorrelation.of(
            points.stream().mapToDouble(Point::speed).toArray(),
            points.stream().mapToDouble(Point::utilization).toArray()));
  }
}
