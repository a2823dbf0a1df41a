package io.evenkeel.sweep;

import io.evenkeel.statistics.Estimate;
import java.util.List;

/**
 * A point with its runs.
 *
 * @param point the point
 * @param trials a run for each seed, in the order of the seeds
 */
public record PointTrials(Point point, List<Trial> trials) {
  /** Keeps its own copy of the list. */
  public PointTrials {
    trials = List.copyOf(trials);
  }

  /** Whether every run has finished: means over other seeds would not compare. */
  public boolean isComplete() {
    return trials.stream().allMatch(trial -> trial.status() == Trial.Status.FINISHED);
  }

  /** The value of each seed; only of a complete point. */
  public double[] values() {
    return trials.stream().mapToDouble(trial -> trial.value().orElseThrow()).toArray();
  }

  /** The mean over the seeds with its interval; only of a complete point. */
  public Estimate mean() {
    return Estimate.ofMean(values());
  }
}
