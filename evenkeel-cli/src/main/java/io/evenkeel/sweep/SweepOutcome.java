package io.evenkeel.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.experiment.Cell;
import io.evenkeel.experiment.CellResult;
import io.evenkeel.experiment.CellResults;
import io.evenkeel.statistics.Estimate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a sweep has come to.
 *
 * @param sweep the sweep
 * @param points every point with its runs, in the order of the search
 * @param sameRuns which points came to the same
 * @param selection the chosen point; empty while runs are open, and if no point is complete
 * @param test the accuracy of the chosen point on the test split, which nothing was chosen by
 */
public record SweepOutcome(
    Sweep sweep,
    List<PointTrials> points,
    SameRuns sameRuns,
    Optional<Selection> selection,
    Optional<Estimate> test) {

  static SweepOutcome of(Sweep sweep, CellResults results) {
    Map<Path, CellResult> ended = new HashMap<>();
    results.ended().forEach(result -> ended.put(result.cell().folder(), result));
    List<PointTrials> points =
        sweep.points().stream().map(point -> trials(sweep, point, ended)).toList();
    SameRuns sameRuns = SameRuns.among(points);
    Optional<Selection> selection =
        isOver(points) ? Selection.of(points, sweep.criterion(), sameRuns) : Optional.empty();
    return new SweepOutcome(
        sweep, points, sameRuns, selection, selection.map(s -> test(s.best(), results)));
  }

  private static PointTrials trials(Sweep sweep, Point point, Map<Path, CellResult> ended) {
    List<Trial> trials = new ArrayList<>();
    for (long seed : sweep.seeds()) {
      Cell cell = sweep.cell(point, seed);
      trials.add(
          Optional.ofNullable(ended.get(cell.folder()))
              .map(result -> Trial.of(result, sweep.criterion()))
              .orElseGet(() -> Trial.open(cell)));
    }
    return new PointTrials(point, trials);
  }

  /** Looked up for the chosen point alone. */
  private static Estimate test(PointTrials chosen, CellResults results) {
    return Estimate.ofMean(
        chosen.trials().stream()
            .map(trial -> results.summary(trial.cell()).orElseThrow())
            .mapToDouble(SweepOutcome::testAccuracy)
            .toArray());
  }

  private static double testAccuracy(JsonNode summary) {
    return summary.path("test").path("accuracy").asDouble(Double.NaN);
  }

  private static boolean isOver(List<PointTrials> points) {
    return points.stream()
        .flatMap(point -> point.trials().stream())
        .noneMatch(trial -> trial.status() == Trial.Status.OPEN);
  }

  /** Whether every run has ended, one way or the other. */
  public boolean isOver() {
    return isOver(points);
  }

  /** The chosen point's run with the sweep's own seed: what best.yaml says. */
  Optional<Cell> best() {
    return selection.map(s -> s.best().trials().get(0).cell());
  }

  public List<Trial> trials() {
    return points.stream().flatMap(point -> point.trials().stream()).toList();
  }

  /** How many runs have finished. */
  public long finished() {
    return trials().stream().filter(trial -> trial.status() == Trial.Status.FINISHED).count();
  }

  public List<Trial> failed() {
    return trials().stream().filter(trial -> trial.status() == Trial.Status.FAILED).toList();
  }
}
