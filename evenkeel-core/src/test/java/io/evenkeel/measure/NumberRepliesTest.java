package io.evenkeel.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.run.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Replies of numbers, by hand and against a diagnosis of the same numbers. */
class NumberRepliesTest {
  private static final Modality A = new Modality("a");
  private static final Modality B = new Modality("b");

  /** Two quantities of four samples; ȳ = (2.5, 25), Σ (y − ȳ)² = (5, 500). */
  private static final double[] TRUTH = {1, 10, 2, 20, 3, 30, 4, 40};

  private static NumberReplies<String> quantities() {
    return new NumberReplies<>(
        Quality.R2,
        2,
        TRUTH,
        Map.of(
            // Errors (1, 0) once: R² = (.8, 1).
            "good", new double[] {2, 10, 2, 20, 3, 30, 4, 40},
            // The mean of each: R² = 0.
            "mean", new double[] {2.5, 25, 2.5, 25, 2.5, 25, 2.5, 25}));
  }

  @Test
  void aScoreIsThatOfTheNumbersGiven() {
    assertThat(quantities().score("good")).isCloseTo(0.9, within(1e-12));
    assertThat(quantities().score("mean")).isCloseTo(0, within(1e-12));
    assertThat(quantities().samples()).isEqualTo(4);
    assertThatThrownBy(() -> quantities().score("bad")).hasMessageContaining("bad");
    assertThatThrownBy(
            () -> new NumberReplies<>(Quality.R2, 2, TRUTH, Map.of("x", new double[] {1})))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everySampleMayBeAskedItsOwnWay() {
    // Samples 0 and 1 by the mean: Σ (y − ŷ)² = (1.5² + .5², 15² + 5²) = (2.5, 250).
    assertThat(quantities().mixed(s -> s < 2 ? "mean" : "good")).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void someSamplesAloneHaveAMeanOfTheirOwn() {
    Replies<String> last = quantities().among(new boolean[] {true, false, false, true});

    // Samples 0 and 3: ȳ = (2.5, 25), Σ (y − ȳ)² = (4.5, 450), an error of 1 in the first.
    assertThat(last.samples()).isEqualTo(2);
    assertThat(last.score("good")).isCloseTo((1 - 1 / 4.5 + 1) / 2, within(1e-12));
    Replies<String> none = quantities().among(new boolean[4]);
    assertThat(none.score("good")).isZero();
    assertThat(intervals(none, List.of(ScoreSum.of("good")), 1)).containsExactly(Optional.empty());
  }

  private static List<Optional<ConfidenceInterval>> intervals(
      Replies<String> replies, List<ScoreSum<String>> sums, long seed) {
    return replies.intervals(
        sums, List.of(sum -> sum[0]), new Bootstrap(1_000), new Seed(seed).random());
  }

  @ParameterizedTest
  @EnumSource(value = Quality.class, names = "ACCURACY", mode = EnumSource.Mode.EXCLUDE)
  void intervalsAreThoseOfADiagnosisOfTheSameNumbers(Quality quality) {
    UniformRandomProvider random = new Seed(4).random();
    double[] truth = new double[160];
    double[] given = new double[160];
    for (int i = 0; i < truth.length; i++) {
      truth[i] = quality == Quality.R2 ? random.nextDouble() : random.nextInt(2);
      given[i] = truth[i] + random.nextDouble();
    }
    NumberAnswers answers =
        new NumberAnswers(
            quality,
            List.of("x", "y"),
            truth,
            given,
            PerModality.of(List.of(A), m -> new NumberAnswers.BranchNumbers(given, given)),
            Optional.empty());
    var replies = new NumberReplies<>(quality, 2, truth, Map.of("only", given));

    assertThat(intervals(replies, List.of(ScoreSum.of("only")), 9))
        .containsExactly(
            Optional.of(new Bootstrap(1_000).intervals(answers, new Seed(9).random()).accuracy()));
    // Three times a score, divided by three.
    assertThat(intervals(replies, List.of(new ScoreSum<>(Map.of("only", 3L), 3)), 9))
        .isEqualTo(intervals(replies, List.of(ScoreSum.of("only")), 9));
  }

  private static NumberReplies<Set<Modality>> game(Quality quality) {
    UniformRandomProvider random = new Seed(2).random();
    Map<Set<Modality>, double[]> given = new HashMap<>();
    double[] truth = {0, 1, 1, 0, 1, 1};
    for (Set<Modality> s : ShapleyPlan.exact(List.of(A, B)).coalitions()) {
      double noise = 2 - s.size();
      given.put(
          s,
          Arrays.stream(truth)
              .map(t -> t + noise * random.nextDouble() + 0.1 * random.nextDouble())
              .toArray());
    }
    return new NumberReplies<>(quality, 2, truth, given);
  }

  /** Against the mean over all 2^6 ways in which three samples may lack two modalities. */
  @Property(tries = 20)
  void theExpectedR2IsTheMeanOverEveryWayToLackModalities(@ForAll @DoubleRange(max = 1) double p) {
    NumberReplies<Set<Modality>> game = game(Quality.R2);
    double expected = 0;
    for (int bits = 0; bits < 64; bits++) {
      List<Set<Modality>> present = new ArrayList<>();
      double probability = 1;
      for (int sample = 0; sample < 3; sample++) {
        Set<Modality> has = new HashSet<>();
        for (Modality m : List.of(A, B)) {
          boolean there = (bits >> (2 * sample + (m.equals(A) ? 0 : 1)) & 1) == 1;
          probability *= there ? 1 - p : p;
          if (there) {
            has.add(m);
          }
        }
        present.add(has);
      }
      expected += probability * game.mixed(present::get);
    }

    assertThat(RobustnessCurves.eachAbsent(game, List.of(A, B), p))
        .isCloseTo(expected, within(1e-10));
  }

  @Test
  void anAveragePrecisionHasNoExpectedCurveButOneOfDraws() {
    NumberReplies<Set<Modality>> game = game(Quality.MEAN_AVERAGE_PRECISION);
    int[] places = {1, 2, 0};
    Set<Modality> whole = Set.of(A, B);

    assertThatThrownBy(() -> RobustnessCurves.eachAbsent(game, List.of(A, B), 0.5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(RobustnessCurves.absent(game, whole, 0, Map.of(A, places, B, places)))
        .isEqualTo(game.score(whole));
    assertThat(RobustnessCurves.absent(game, whole, 1, Map.of(A, places, B, places)))
        .isEqualTo(game.score(Set.of()));
    // One sample of three has lost a, another b.
    assertThat(
            RobustnessCurves.absent(game, whole, 0.34, Map.of(A, places, B, new int[] {0, 1, 2})))
        .isEqualTo(game.mixed(s -> s == 2 ? Set.of(B) : s == 0 ? Set.of(A) : whole));
  }

  @Test
  void shapleyValuesOfR2SumUpToWhatAllAdd() {
    NumberReplies<Set<Modality>> game = game(Quality.R2);
    ShapleyPlan plan = ShapleyPlan.exact(List.of(A, B));

    ShapleyValues values = ShapleyValues.of(plan, game::score);

    // ½ (v(a) − v(∅)) + ½ (v(ab) − v(b)).
    assertThat(values.values().get(A))
        .isCloseTo(
            (game.score(Set.of(A))
                    - game.score(Set.of())
                    + game.score(Set.of(A, B))
                    - game.score(Set.of(B)))
                / 2,
            within(1e-12));
    assertThat(values.values().values().stream().mapToDouble(v -> v).sum())
        .isCloseTo(game.score(Set.of(A, B)) - game.score(Set.of()), within(1e-12));
    List<Optional<ConfidenceInterval>> intervals =
        game.intervals(
            List.of(plan.sum(A), plan.sum(B)),
            IntStream.range(0, 2)
                .<java.util.function.ToDoubleFunction<double[]>>mapToObj(i -> sum -> sum[i])
                .toList(),
            new Bootstrap(250),
            new Seed(3).random());
    assertThat(intervals).hasSize(2).allMatch(Optional::isPresent);
  }
}
