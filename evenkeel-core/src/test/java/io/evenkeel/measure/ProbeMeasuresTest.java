package io.evenkeel.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.modality.Link;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.run.Seed;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** Perceptual scores, curves, pairwise utilization and conflicts, by hand. */
class ProbeMeasuresTest {
  private static final Modality A = new Modality("a");
  private static final Modality B = new Modality("b");
  private static final Modality C = new Modality("c");

  private static BitSet bits(int... set) {
    BitSet bits = new BitSet();
    IntStream.of(set).forEach(bits::set);
    return bits;
  }

  @Test
  void aPerceptualScoreIsTheAccuracyThatGoes() {
    var scores = new PerceptualScores(0.8, new PerModality<>(List.of(A, B), List.of(0.2, 0.84)), 5);

    assertThat(scores.score(A)).isCloseTo(0.6, within(1e-12));
    assertThat(scores.normalized(A)).hasValueCloseTo(0.75, within(1e-12));
    assertThat(scores.normalized(B)).hasValueCloseTo(-0.05, within(1e-12));
    assertThat(new PerceptualScores(0, PerModality.of(List.of(A), m -> 0.1), 5).normalized(A))
        .isEmpty();
  }

  @Test
  void aMissingModalityTakesTheAnswersOfTheSamplesThatLoseIt() {
    Set<Modality> whole = Set.of(A, B);
    Marks<Set<Modality>> marks =
        new Marks<>(4, Map.of(whole, bits(0, 1, 2), Set.of(B), bits(3), Set.of(A), bits(0, 1)));
    // Samples lose a in the order 2, 3, 1, 0.
    int[] places = {3, 2, 0, 1};

    // Without a, sample 3 alone is right: first 2 loses its answer, then 3 gets one.
    assertThat(
            DoubleStream.of(0, 0.25, 0.5, 0.75, 1)
                .map(p -> RobustnessCurves.absent(marks, whole, p, Map.of(A, places))))
        .containsExactly(0.75, 0.5, 0.75, 0.5, 0.25);
  }

  @Property(tries = 40)
  void theExpectedCurveMeetsTheCoalitionsAtItsEndsAndTheLineForOne(
      @ForAll @DoubleRange(max = 1) double p) {
    Marks<Set<Modality>> two =
        new Marks<>(
            8,
            Map.of(
                Set.of(),
                bits(0),
                Set.of(A),
                bits(0, 1, 2, 3),
                Set.of(B),
                bits(4, 5),
                Set.of(A, B),
                bits(0, 1, 2, 3, 4, 5, 6)));
    double q = 1 - p;

    assertThat(RobustnessCurves.eachAbsent(two, List.of(A, B), p))
        .isCloseTo((q * q * 7 + q * p * (4 + 2) + p * p) / 8, within(1e-12));
    Marks<Set<Modality>> one = new Marks<>(4, Map.of(Set.of(), bits(0), Set.of(A), bits(0, 1, 2)));
    assertThat(RobustnessCurves.eachAbsent(one, List.of(A), p))
        .isCloseTo(0.75 * q + 0.25 * p, within(1e-12));
  }

  @Test
  void pairwiseUtilizationIsAShareOfTheBranchThatIsTold() {
    var pairs =
        new PairUtilization(
            new PerModality<>(List.of(A, B), List.of(0.8, 0.0)),
            Map.of(new Link(B, A), 0.6, new Link(A, B), 0.3));

    assertThat(pairs.of(B, A)).hasValueCloseTo(0.25, within(1e-12));
    assertThat(pairs.of(A, B)).isEmpty();
    assertThat(Link.among(List.of(A, B, C)))
        .containsExactly(
            new Link(B, A),
            new Link(C, A),
            new Link(A, B),
            new Link(C, B),
            new Link(A, C),
            new Link(B, C));
    assertThatThrownBy(() -> new Link(A, A)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void cosinesAreThoseOfVectorsAndConflictsThoseBelowZero() {
    // (1, 2) and (2, −3): −4 / √5 √13.
    assertThat(GradientConflict.cosine(-4, 5, 13))
        .hasValueCloseTo(-4 / Math.sqrt(65), within(1e-12));
    assertThat(GradientConflict.cosine(1e300, 1e300, 1e300)).hasValue(1);
    assertThat(GradientConflict.cosine(0, 0, 3)).isEmpty();
    assertThat(GradientConflict.cosine(Double.NaN, 1, 3)).isEmpty();
    var conflict =
        new GradientConflict(
            new PerModality<>(List.of(A, B), List.of(List.of(-0.5, 0.25, 0.4), List.of())));

    assertThat(conflict.mean(A)).hasValueCloseTo(0.05, within(1e-12));
    assertThat(conflict.conflicts(A)).hasValueCloseTo(1 / 3.0, within(1e-12));
    assertThat(conflict.of(A).getMin()).isEqualTo(-0.5);
    assertThat(conflict.mean(B)).isEmpty();
    assertThat(conflict.conflicts(B)).isEmpty();
  }

  @Test
  void marksRefuseWhatNobodyAsked() {
    Marks<String> marks = new Marks<>(3, Map.of("x", bits(2)));

    assertThat(marks.score("x")).isEqualTo(1 / 3.0);
    assertThat(marks.column(ScoreSum.of("x"))).containsExactly(0, 0, 1);
    assertThatThrownBy(() -> marks.score("y")).hasMessageContaining("y");
    assertThatThrownBy(() -> new Marks<>(3, Map.of("x", bits(3))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** A mean of 0/1 values is an accuracy: both ways of drawing have to agree. */
  @Test
  void intervalsOfMeansAreThoseOfAccuraciesAndRatesOfThem() {
    ClassAnswers answers = Patterns.answers("11110:120 10101:60 01010:40 00000:80");
    double[] fused = new double[300];
    double[] isolated = new double[300];
    for (int i = 0; i < 300; i++) {
      ClassAnswers.BranchAnswers first = answers.branches().values().get(0);
      fused[i] = first.fused()[i] == answers.labels()[i] ? 1 : 0;
      isolated[i] = first.isolated()[i] == answers.labels()[i] ? 1 : 0;
    }
    Bootstrap bootstrap = new Bootstrap(10_000);
    AnswerIntervals known = bootstrap.intervals(answers, new Seed(1).random());

    List<Optional<ConfidenceInterval>> intervals =
        bootstrap.intervals(
            List.of(fused, isolated),
            List.of(mean -> mean[0], mean -> (mean[0] - mean[1]) / mean[0], mean -> Double.NaN),
            new Seed(2).random());

    assertClose(intervals.get(0), known.branchAccuracy().values().get(0));
    assertClose(intervals.get(1), known.utilization().values().get(0).orElseThrow());
    assertThat(intervals.get(2)).isEmpty();
  }

  private static void assertClose(Optional<ConfidenceInterval> interval, ConfidenceInterval known) {
    double width = known.high() - known.low();
    assertThat(interval.orElseThrow().low()).isCloseTo(known.low(), within(0.07 * width));
    assertThat(interval.orElseThrow().high()).isCloseTo(known.high(), within(0.07 * width));
  }
}
