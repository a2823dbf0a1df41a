package io.evenkeel.sweep;

import io.evenkeel.statistics.Estimate;
import java.util.List;
import java.util.Optional;

/**
 * The choice among points: the best mean over the seeds, and on a tie the first point of the
 * search.
 *
 * @param best the chosen point
 * @param runnerUp the best of the points whose runs are others than those of the chosen one
 */
public record Selection(PointTrials best, Optional<RunnerUp> runnerUp) {

  /**
   * The second best.
   *
   * @param point the point
   * @param lead how much better the chosen point is, paired by seed
   */
  public record RunnerUp(PointTrials point, Estimate lead) {

    /** Whether the seeds do not tell the two apart; empty for one seed, which cannot say. */
    public Optional<Boolean> isWithinSpread() {
      return lead.interval().map(interval -> Math.abs(lead.mean()) <= interval.halfWidth());
    }
  }

  /** The choice; empty if there is no point of which every run has finished. */
  static Optional<Selection> of(List<PointTrials> points, Criterion criterion, SameRuns sameRuns) {
    List<PointTrials> complete = points.stream().filter(PointTrials::isComplete).toList();
    return best(complete, criterion)
        .map(
            best -> {
              List<PointTrials> others =
                  complete.stream().filter(p -> !sameRuns.areSame(best, p)).toList();
              return new Selection(
                  best,
                  best(others, criterion)
                      .map(second -> new RunnerUp(second, lead(best, second, criterion))));
            });
  }

  private static Optional<PointTrials> best(List<PointTrials> points, Criterion criterion) {
    return points.stream()
        .reduce(
            (best, next) ->
                criterion.prefers(next.mean().mean(), best.mean().mean()) ? next : best);
  }

  private static Estimate lead(PointTrials best, PointTrials second, Criterion criterion) {
    double[] leads = best.values();
    double[] others = second.values();
    double sign = criterion.prefers(1, 0) ? 1 : -1;
    for (int i = 0; i < leads.length; i++) {
      leads[i] = sign * (leads[i] - others[i]);
    }
    return Estimate.ofMean(leads);
  }
}
