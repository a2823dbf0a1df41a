package io.evenkeel.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.experiment.Comparison.Row;
import io.evenkeel.statistics.Interval;
import io.evenkeel.statistics.PairedDifference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
  private static final Metric ACCURACY =
      new Metric("test.accuracy", "test accuracy %", Metric.Unit.PERCENT);
  private static final Metric UTILIZATION = new Metric("d_util", "d_util", Metric.Unit.RATE);

  /**
   * Differences .1, .1, .2 have mean .13333, standard deviation .057735 and standard error .033333;
   * t = 4, whose two-sided p at two degrees of freedom is 1 − 4/√18 = .057191, and t.975 =
   * 4.302653.
   */
  @Test
  void recipesAreComparedWithTheFirstSeedBySeed() {
    Row guided = Comparison.of(SummarizedCells.pair()).row("guided", ACCURACY);

    assertThat(guided.values()).containsEntry(1L, 0.6).containsEntry(3L, 0.9).hasSize(3);
    assertThat(guided.estimate().orElseThrow().mean()).isCloseTo(2.2 / 3, within(1e-12));
    PairedDifference difference = guided.difference().orElseThrow();
    Interval interval = difference.estimate().interval().orElseThrow();
    assertThat(interval.mean()).isCloseTo(0.4 / 3, within(1e-12));
    assertThat(interval.halfWidth()).isCloseTo(4.302653 / 30, within(1e-6));
    assertThat(difference.tTest().orElseThrow()).isCloseTo(1 - 4 / Math.sqrt(18), within(1e-9));
    assertThat(difference.signFlip().p()).isEqualTo(0.25);
  }

  @Test
  void theFirstRecipeIsNotComparedWithItself() {
    Comparison comparison = Comparison.of(SummarizedCells.pair());
    assertThat(comparison.row("vanilla", ACCURACY).difference()).isEmpty();
    assertThat(comparison.others()).containsExactly("guided");
  }

  @Test
  void imbalanceCountsWithItsSignAndWithoutIt() {
    Comparison comparison = Comparison.of(SummarizedCells.pair());
    assertThat(comparison.row("vanilla", UTILIZATION).estimate().orElseThrow().mean())
        .isCloseTo(0.1, within(1e-12));
    assertThat(comparison.row("vanilla", Metric.D_UTIL_MAGNITUDE).estimate().orElseThrow().mean())
        .isCloseTo(0.5, within(1e-12));
    assertThat(comparison.row("vanilla", Metric.D_SPEED_MAGNITUDE).estimate().orElseThrow().mean())
        .isCloseTo(2, within(1e-12));
  }

  /** |d_speed| ranks 4 5 6, 2 1 3 and |d_util| ranks 4 5 6, 1 2 3: ρ = 1 − 6 · 2 / (6 · 35). */
  @Test
  void theRelationIsOverTheMagnitudesOfAllRuns() {
    Relation relation = Comparison.of(SummarizedCells.pair()).relation();
    assertThat(relation.points()).hasSize(6);
    assertThat(relation.points()).allMatch(p -> p.speed() >= 0 && p.utilization() >= 0);
    assertThat(relation.correlation().orElseThrow().rho()).isCloseTo(1 - 12.0 / 210, within(1e-12));
    assertThat(relation.withinRecipes()).containsOnlyKeys("vanilla", "guided");
    assertThat(relation.withinRecipes().get("vanilla").rho()).isCloseTo(1, within(1e-12));
    assertThat(relation.withinRecipes().get("guided").rho()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void aRelationThatHoldsWithinRecipesCanBeHiddenOverAllRuns() {
    double[] accuracy = {.5, .5, .5};
    Relation relation =
        Comparison.of(
                new SummarizedCells()
                    .multimodal("high", accuracy, new double[] {.7, .8, .9}, new double[] {1, 2, 3})
                    .multimodal("low", accuracy, new double[] {.1, .2, .3}, new double[] {4, 5, 6})
                    .results())
            .relation();

    assertThat(relation.correlation().orElseThrow().rho()).isNegative();
    assertThat(relation.withinRecipes().values()).allMatch(c -> c.rho() == 1);
  }

  @Test
  void aUnimodalRecipeHasNoUtilization() {
    Comparison comparison =
        Comparison.of(
            new SummarizedCells()
                .multimodal("both", new double[] {0.5, 0.6}, new double[2], new double[2])
                .unimodal("alone", 0.3, 0.4)
                .results());

    assertThat(comparison.row("alone", UTILIZATION).estimate()).isEmpty();
    assertThat(comparison.row("alone", UTILIZATION).difference()).isEmpty();
    Metric isolated =
        comparison.metrics().stream()
            .filter(m -> m.key().equals("test.isolated_accuracy.gray"))
            .findFirst()
            .orElseThrow();
    assertThat(comparison.row("alone", isolated).estimate()).isEmpty();
    assertThat(comparison.row("both", isolated).estimate()).isPresent();
    assertThat(new ComparisonGrids(comparison).means().rows())
        .anySatisfy(row -> assertThat(row).containsExactly("d_util", "0.000 ± 0.000", "–"));
  }

  /** The branches' differences are .1, −.1 and a residue of rounding: no more than 0. */
  @Test
  void aDifferenceThatRoundsToNothingHasNoSign() {
    Comparison comparison =
        Comparison.of(
            new SummarizedCells()
                .unimodal("a", 0.3, 0.4, 0.5)
                .unimodal("b", 0.4, 0.3, 0.5 + 1e-12)
                .results());

    assertThat(new ComparisonGrids(comparison).differences("b").rows().get(0))
        .startsWith("test accuracy %", "3", "0.00", "−24.84 to +24.84");
  }

  @Test
  void theSplitOfUtilizationIsNamedWhereItIsNotThatOfTheAccuracies() {
    String note = "Test and branch accuracies are on test, d_util and u on test-matched.";
    SummarizedCells alone = new SummarizedCells().unimodal("a", 0.3, 0.4);

    assertThat(new ComparisonNotes(Comparison.of(SummarizedCells.pair())).all()).contains(note);
    assertThat(new ComparisonNotes(Comparison.of(alone.results())).all()).doesNotContain(note);
  }

  @Test
  void aSeedThatFailedIsLeftOutOfItsPairAndSaid() {
    Comparison comparison =
        Comparison.of(
            new SummarizedCells()
                .unimodal("first", 0.3, 0.5, 0.4)
                .unimodal("second", 0.4, 0.7)
                .failed("second", 3, "training diverged")
                .results());

    PairedDifference difference = comparison.row("second", ACCURACY).difference().orElseThrow();
    assertThat(difference.estimate().count()).isEqualTo(2);
    assertThat(difference.estimate().mean()).isCloseTo(0.15, within(1e-12));
    assertThat(new ComparisonNotes(comparison).all())
        .contains("These numbers are of 5 of 6 runs.")
        .contains("second, seed 3 failed: training diverged")
        .anyMatch(note -> note.startsWith("With 2 pairs") && note.contains("below 0.5"));
    assertThat(new ComparisonGrids(comparison).means().rows().get(0))
        .containsExactly("test accuracy %", "40.00 ± 24.84", "55.00 ± 190.59 (n = 2)");
  }

  @Test
  void oneSeedHasNoIntervalAndSaysSo() {
    Comparison comparison =
        Comparison.of(new SummarizedCells().unimodal("a", 0.3).unimodal("b", 0.4).results());

    assertThat(comparison.row("a", ACCURACY).estimate().orElseThrow().interval()).isEmpty();
    assertThat(new ComparisonNotes(comparison).all())
        .anyMatch(note -> note.startsWith("One seed says nothing"));
    assertThat(new ComparisonGrids(comparison).means().rows().get(0))
        .containsExactly("test accuracy %", "30.00", "40.00");
    assertThat(new ComparisonGrids(comparison).differences("b").rows().get(0))
        .containsExactly("test accuracy %", "1", "+10.00", "–", "–", "1.0000");
  }

  @Test
  void fewSeedsAreSaidToBeTooFewAndManyAreNot() {
    assertThat(pairsNote(5)).contains("below 0.0625").contains("too few");
    assertThat(pairsNote(6)).contains("below 0.0313").doesNotContain("too few");
    assertThat(pairsNote(21)).contains("100,000 drawn");
  }

  private static String pairsNote(int seeds) {
    double[] a = new double[seeds];
    double[] b = new double[seeds];
    for (int i = 0; i < seeds; i++) {
      a[i] = 0.001 * i;
      b[i] = 0.002 * i;
    }
    return new ComparisonNotes(
            Comparison.of(new SummarizedCells().unimodal("a", a).unimodal("b", b).results()))
        .all()
        .get(0);
  }

  @Test
  void runsUnderDifferentConditionsAreSaidToBe(@TempDir Path folder) throws IOException {
    CellResults results = new SummarizedCells(folder).unimodal("a", 0.3, 0.4, 0.5).results();
    for (String cpu : List.of("1 old", "2 new", "3 new")) {
      Path run = Files.createDirectories(folder.resolve("a/seed-" + cpu.charAt(0)));
      Files.writeString(
          run.resolve("provenance.json"),
          "{\"cpu\": \"%s\", \"evenkeel\": \"0.1\"}".formatted(cpu.substring(2)));
    }

    assertThat(new ComparisonNotes(Comparison.of(results)).all())
        .containsExactly("Not all runs were trained under the same cpu: old; new.");
  }

  @Test
  void nothingIsCalledSignificant() {
    Comparison comparison = Comparison.of(SummarizedCells.pair());
    String everything =
        new ComparisonText(comparison).markdown()
            + new ComparisonText(comparison).json()
            + new ComparisonLatex(comparison).text();
    assertThat(everything.toLowerCase(Locale.ROOT)).doesNotContain("significan", "**");
  }
}
