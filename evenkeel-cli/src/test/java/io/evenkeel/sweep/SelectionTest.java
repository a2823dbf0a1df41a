package io.evenkeel.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.experiment.Cell;
import io.evenkeel.recipe.Recipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SelectionTest {
  private static final Criterion ACCURACY = Criterion.parse("validation.accuracy");
  private static final Criterion LOSS = Criterion.parse("validation.loss");

  /** A point with a value for each seed; NaN is a run that failed. */
  private static PointTrials point(String alpha, double... values) {
    Point point = new Point(List.of(new Setting("strategy.alpha", alpha)));
    List<Trial> trials = new ArrayList<>();
    for (int seed = 0; seed < values.length; seed++) {
      Cell cell = Cell.of(point.name(), Recipe.defaults(), seed, Path.of("sweep"));
      boolean failed = Double.isNaN(values[seed]);
      trials.add(
          new Trial(
              cell,
              failed ? Trial.Status.FAILED : Trial.Status.FINISHED,
              failed ? OptionalDouble.empty() : OptionalDouble.of(values[seed]),
              failed ? "diverged" : ""));
    }
    return new PointTrials(point, trials);
  }

  private static SameRuns allDifferent(List<PointTrials> points) {
    return new SameRuns(points.stream().map(List::of).toList());
  }

  private static Selection choose(Criterion criterion, PointTrials... points) {
    List<PointTrials> all = List.of(points);
    return Selection.of(all, criterion, allDifferent(all)).orElseThrow();
  }

  @Test
  void theMeanOverSeedsDecides() {
    PointTrials lucky = point("0.1", 0.9, 0.1);
    PointTrials steady = point("0.2", 0.6, 0.6);

    assertThat(choose(ACCURACY, lucky, steady).best()).isEqualTo(steady);
    assertThat(choose(ACCURACY, steady, lucky).best()).isEqualTo(steady);
  }

  @Test
  void aLossIsBestWhereItIsLowest() {
    PointTrials low = point("0.1", 1.0, 1.2);
    PointTrials high = point("0.2", 2.0, 2.6);

    Selection selection = choose(LOSS, high, low);

    assertThat(selection.best()).isEqualTo(low);
    assertThat(selection.runnerUp().orElseThrow().lead().mean()).isCloseTo(1.2, within(1e-12));
  }

  @Test
  void aTieGoesToTheFirstPoint() {
    PointTrials first = point("0.1", 0.5, 0.75);
    PointTrials second = point("0.2", 0.75, 0.5);

    assertThat(choose(ACCURACY, first, second).best()).isEqualTo(first);
    assertThat(choose(ACCURACY, second, first).best()).isEqualTo(second);
  }

  @Test
  void meansThatRoundingAlonePartsAreATie() {
    PointTrials first = point("0.1", 0.15, 0.15);
    PointTrials second = point("0.2", 0.1, 0.2);
    assertThat(second.mean().mean()).isGreaterThan(first.mean().mean());

    assertThat(choose(ACCURACY, first, second).best()).isEqualTo(first);
    assertThat(choose(ACCURACY, second, first).best()).isEqualTo(second);
  }

  @Test
  void aPointWithAFailedRunIsNotChosen() {
    PointTrials broken = point("0.1", 0.9, Double.NaN);
    PointTrials whole = point("0.2", 0.5, 0.4);

    Selection selection = choose(ACCURACY, broken, whole);

    assertThat(selection.best()).isEqualTo(whole);
    assertThat(selection.runnerUp()).isEmpty();
    assertThat(Selection.of(List.of(broken), ACCURACY, allDifferent(List.of(broken)))).isEmpty();
  }

  /** Leads .1 and .3: mean .2, standard error .1, t(.975, 1) = 12.706; then .19 and .21. */
  @Test
  void theLeadOverTheRunnerUpIsPairedBySeed() {
    PointTrials best = point("0.1", 0.8, 0.7);

    Selection.RunnerUp far =
        choose(ACCURACY, best, point("0.2", 0.7, 0.4)).runnerUp().orElseThrow();
    assertThat(far.lead().mean()).isCloseTo(0.2, within(1e-12));
    assertThat(far.lead().interval().orElseThrow().halfWidth()).isCloseTo(1.2706, within(1e-4));
    assertThat(far.isWithinSpread()).hasValue(true);

    PointTrials steady = point("0.2", 0.61, 0.49);
    assertThat(choose(ACCURACY, best, steady).runnerUp().orElseThrow().isWithinSpread())
        .hasValue(false);
  }

  @Test
  void oneSeedSaysNothingAboutTheSpread() {
    Selection selection = choose(ACCURACY, point("0.1", 0.8), point("0.2", 0.7));

    assertThat(selection.runnerUp().orElseThrow().isWithinSpread()).isEmpty();
  }

  @Test
  void theRunnerUpIsNotTheSameRunAgain() {
    PointTrials best = point("0.1", 0.8);
    PointTrials twin = point("0.2", 0.8);
    PointTrials other = point("0.3", 0.7);
    SameRuns sameRuns = new SameRuns(List.of(List.of(best, twin), List.of(other)));

    Selection selection =
        Selection.of(List.of(best, twin, other), ACCURACY, sameRuns).orElseThrow();

    assertThat(selection.runnerUp().orElseThrow().point()).isEqualTo(other);
  }
}
