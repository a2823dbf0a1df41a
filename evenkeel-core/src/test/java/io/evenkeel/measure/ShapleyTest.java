package io.evenkeel.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.modality.Modality;
import io.evenkeel.run.Seed;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

/** Shapley values by hand and by their axioms. */
class ShapleyTest {
  private static final Modality A = new Modality("a");
  private static final Modality B = new Modality("b");
  private static final Modality C = new Modality("c");

  private static List<Modality> players(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Modality("m" + i)).toList();
  }

  /** A game whose coalitions are worth what the seed says. */
  private static ToDoubleFunction<Set<Modality>> game(List<Modality> players, long seed) {
    UniformRandomProvider random = new Seed(seed).random();
    Map<Set<Modality>, Double> worth = new HashMap<>();
    ShapleyPlan.exact(players).coalitions().forEach(s -> worth.put(s, random.nextDouble()));
    return worth::get;
  }

  private static ShapleyValues exact(List<Modality> players, ToDoubleFunction<Set<Modality>> v) {
    return ShapleyValues.of(ShapleyPlan.exact(players), v);
  }

  /** The gloves of Shapley's own kind: a and b have a left one each, c has the only right one. */
  @Test
  void theGloveGameGivesTwoThirdsToTheOnlyRightGlove() {
    ShapleyValues values =
        exact(List.of(A, B, C), s -> s.contains(C) && (s.contains(A) || s.contains(B)) ? 1 : 0);

    assertThat(values.values().get(A)).isCloseTo(1 / 6.0, within(1e-12));
    assertThat(values.values().get(B)).isCloseTo(1 / 6.0, within(1e-12));
    assertThat(values.values().get(C)).isCloseTo(4 / 6.0, within(1e-12));
    assertThat(values.standardErrors()).isEmpty();
  }

  @Test
  void twoModalitiesByHand() {
    Map<Set<Modality>, Double> v =
        Map.of(Set.of(), 0.1, Set.of(A), 0.7, Set.of(B), 0.2, Set.of(A, B), 0.9);

    ShapleyValues values = exact(List.of(A, B), v::get);

    // ½ (.7 − .1) + ½ (.9 − .2) and ½ (.2 − .1) + ½ (.9 − .7).
    assertThat(values.values().get(A)).isCloseTo(0.65, within(1e-12));
    assertThat(values.values().get(B)).isCloseTo(0.15, within(1e-12));
    assertThat(values.none()).isEqualTo(0.1);
    assertThat(values.all()).isEqualTo(0.9);
  }

  @Test
  void oneModalityIsWorthAllThereIs() {
    ShapleyValues values = exact(List.of(A), s -> s.isEmpty() ? 0.25 : 1);

    assertThat(values.values().get(A)).isEqualTo(0.75);
  }

  @Property(tries = 60)
  void valuesSumUpToWhatAllAddToNone(
      @ForAll @IntRange(min = 1, max = 8) int count, @ForAll long seed) {
    List<Modality> players = players(count);
    ToDoubleFunction<Set<Modality>> v = game(players, seed);
    double whole = v.applyAsDouble(Set.copyOf(players)) - v.applyAsDouble(Set.of());

    assertThat(sum(exact(players, v))).isCloseTo(whole, within(1e-12));
    ShapleyPlan sampled = ShapleyPlan.sampled(players, 7, new Seed(seed).random());
    assertThat(sum(ShapleyValues.of(sampled, v))).isCloseTo(whole, within(1e-12));
  }

  private static double sum(ShapleyValues values) {
    return values.values().values().stream().mapToDouble(Double::doubleValue).sum();
  }

  @Property(tries = 60)
  void whoAddsTheSameToEveryCoalitionIsWorthTheSame(
      @ForAll @IntRange(min = 2, max = 6) int count, @ForAll long seed) {
    List<Modality> players = players(count);
    ToDoubleFunction<Set<Modality>> any = game(players, seed);
    Modality first = players.get(0);
    Modality last = players.get(count - 1);

    // Only how many of the two are in a coalition matters, not which.
    ShapleyValues values =
        exact(
            players,
            s ->
                s.contains(last) && !s.contains(first)
                    ? any.applyAsDouble(swapped(s, last, first))
                    : any.applyAsDouble(s));

    assertThat(values.values().get(first)).isCloseTo(values.values().get(last), within(1e-12));
  }

  private static Set<Modality> swapped(Set<Modality> s, Modality out, Modality in) {
    Set<Modality> other = new HashSet<>(s);
    other.remove(out);
    other.add(in);
    return other;
  }

  @Property(tries = 60)
  void whoAddsNothingIsWorthNothing(
      @ForAll @IntRange(min = 1, max = 7) int count, @ForAll long seed) {
    List<Modality> players = players(count);
    ToDoubleFunction<Set<Modality>> any = game(players, seed);
    Modality dummy = players.get(count / 2);
    ToDoubleFunction<Set<Modality>> ignoring =
        s -> {
          Set<Modality> without = new HashSet<>(s);
          without.remove(dummy);
          return any.applyAsDouble(without);
        };

    assertThat(exact(players, ignoring).values().get(dummy)).isCloseTo(0, within(1e-12));
    ShapleyPlan sampled = ShapleyPlan.sampled(players, 5, new Seed(seed).random());
    ShapleyValues values = ShapleyValues.of(sampled, ignoring);
    assertThat(values.values().get(dummy)).isCloseTo(0, within(1e-12));
    assertThat(values.standardErrors().orElseThrow().get(dummy)).isCloseTo(0, within(1e-12));
  }

  @Property(tries = 20)
  void sampledValuesLieWithinTheirErrorsOfTheExactOnes(
      @ForAll @IntRange(min = 2, max = 6) int count, @ForAll @IntRange(max = 999) int seed) {
    List<Modality> players = players(count);
    ToDoubleFunction<Set<Modality>> v = game(players, seed);
    ShapleyValues exact = exact(players, v);

    ShapleyValues sampled =
        ShapleyValues.of(ShapleyPlan.sampled(players, 400, new Seed(seed).random()), v);

    players.forEach(
        m ->
            assertThat(sampled.values().get(m))
                .isCloseTo(
                    exact.values().get(m),
                    within(5 * sampled.standardErrors().orElseThrow().get(m) + 1e-12)));
  }

  @Test
  void theErrorOfTwoOrdersIsHalfTheirDistance() {
    ShapleyPlan plan =
        new ShapleyPlan(
            List.of(A, B),
            List.of(Set.of(), Set.of(A), Set.of(B), Set.of(A, B)),
            List.of(List.of(A, B), List.of(B, A)));
    Map<Set<Modality>, Double> v =
        Map.of(Set.of(), 0.1, Set.of(A), 0.7, Set.of(B), 0.2, Set.of(A, B), 0.9);

    ShapleyValues values = ShapleyValues.of(plan, v::get);

    // a adds .6 where it comes first and .7 where it comes second: s = .1/√2, s/√2 = .05.
    assertThat(values.values().get(A)).isCloseTo(0.65, within(1e-12));
    assertThat(values.standardErrors().orElseThrow().get(A)).isCloseTo(0.05, within(1e-12));
  }

  @Property(tries = 30)
  void theMeanOfWhatSamplesContributeIsTheValue(
      @ForAll @IntRange(min = 1, max = 5) int count, @ForAll long seed) {
    List<Modality> players = players(count);
    UniformRandomProvider random = new Seed(seed).random();
    Map<Set<Modality>, BitSet> right = new HashMap<>();
    for (Set<Modality> s : ShapleyPlan.exact(players).coalitions()) {
      BitSet bits = new BitSet();
      IntStream.range(0, 12).forEach(i -> bits.set(i, random.nextBoolean()));
      right.put(s, bits);
    }
    Marks<Set<Modality>> marks = new Marks<>(12, right);
    for (ShapleyPlan plan :
        List.of(ShapleyPlan.exact(players), ShapleyPlan.sampled(players, 3, random))) {
      ShapleyValues values = ShapleyValues.of(plan, marks::score);
      players.forEach(
          m ->
              assertThat(DoubleStream.of(marks.column(plan.sum(m))).average().orElseThrow())
                  .isCloseTo(values.values().get(m), within(1e-12)));
    }
  }

  @Test
  void eightModalitiesAreExactAndNineAreSampled() {
    UniformRandomProvider random = new Seed(1).random();

    assertThat(ShapleyPlan.of(players(8), random).coalitions())
        .hasSize(256)
        .doesNotHaveDuplicates();
    ShapleyPlan nine = ShapleyPlan.of(players(9), random);

    assertThat(nine.isExact()).isFalse();
    assertThat(nine.orders()).hasSize(ShapleyPlan.ORDERS);
    assertThat(nine.coalitions())
        .hasSizeBetween(100, 2 + 8 * ShapleyPlan.ORDERS)
        .contains(Set.of(), Set.copyOf(players(9)))
        .doesNotHaveDuplicates();
    assertThatThrownBy(() -> ShapleyPlan.sampled(players(3), 1, random))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void referencesHaveNames() {
    assertThat(Reference.keys()).containsExactly("train-mean", "permutation", "zero");
    assertThat(Reference.named("permutation")).contains(Reference.PERMUTATION);
    assertThat(Reference.named("mean")).isEqualTo(Optional.empty());
  }
}
