package io.evenkeel.strategy;

import static io.evenkeel.measure.Branches.speeds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.measure.Branches;
import io.evenkeel.measure.Permutations;
import io.evenkeel.measure.Speeds;
import io.evenkeel.measure.StepNorms;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.run.Position;
import io.evenkeel.run.StepEvidence;
import io.evenkeel.run.StepPlan;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuidedTest {
  private static final int STEPS_PER_EPOCH = 4;

  private static Guided guided(double alpha, int window, int startEpoch) {
    return Guided.start(new Guided.Settings(alpha, window, startEpoch));
  }

  /**
   * What each step of a run was, {@code .} for regular and a digit for a re-balancing step on that
   * modality; a space stands between epochs of four steps.
   *
   * @param each the speeds after each step
   */
  private static String plans(Guided start, List<Speeds> each) {
    StringBuilder plans = new StringBuilder();
    Strategy strategy = start;
    for (int i = 0; i < each.size(); i++) {
      Position at = new Position(i / STEPS_PER_EPOCH + 1, i + 1);
      StepPlan plan = strategy.plan(at);
      plans.append(i > 0 && i % STEPS_PER_EPOCH == 0 ? " " : "").append(symbol(plan));
      strategy = strategy.afterStep(new StepEvidence(at, plan, 1, 0.5, each.get(i)));
    }
    return plans.toString();
  }

  private static String symbol(StepPlan plan) {
    return plan instanceof StepPlan.Rebalance r ? r.modality().name().substring(1) : ".";
  }

  private static List<Speeds> always(int steps, Speeds speeds) {
    return java.util.Collections.nCopies(steps, speeds);
  }

  @ParameterizedTest
  @CsvSource({
    // s of m0, s of m1, α, Q, start epoch, the plans of sixteen steps
    "1, 0, 0.5, 5, 2, .... .000 00.0 0000",
    "0, 1, 0.5, 5, 2, .... .111 11.1 1111",
    "9, 0, 0.5, 5, 9, .... .... .... ....",
    "1, 0, 0.5, 1, 2, .... .0.0 .0.0 .0.0",
    "1, 0, 0.5, 2, 1, .00. 00.0 0.00 .00.",
    "1, 0, 0.5, 3, 3, .... .... .000 .000",
    "1, 0, 1.0, 5, 2, .... .... .... ....",
    "0, 1, 1.0, 5, 2, .... .... .... ....",
    "1, 0, 0.999999, 5, 2, .... .000 00.0 0000",
    "0, 0, 0.0, 5, 2, .... .... .... ....",
    "1, 0, 0.0, 5, 2, .... .000 00.0 0000",
    "0, 1, 0.0, 99, 1, .111 1111 1111 1111"
  })
  void windowsOfTwoModalitiesAreThoseOfThePaper(
      int s0, int s1, double alpha, int window, int startEpoch, String expected) {
    assertThat(plans(guided(alpha, window, startEpoch), always(16, speeds(s0, s1))))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2, 1, .... .111 11.1 1111",
    "1, 2, 2, .... .111 11.1 1111",
    "2, 1, 2, .... .000 00.0 0000",
    "0, 0, 2, .... .222 22.2 2222",
    "-3, -3, -3, .... .... .... ....",
    "0, 1, 0, .... .111 11.1 1111"
  })
  void aWindowOfThreeGoesToTheFastestAndToTheFirstOnATie(int s0, int s1, int s2, String expected) {
    assertThat(plans(guided(0.5, 5, 2), always(16, speeds(s0, s1, s2)))).isEqualTo(expected);
  }

  @Test
  void theStepAfterAWindowMeasuresAnewAndMayGoToTheOther() {
    // Only what the regular steps 5 and 8 have shown counts; what windows see is passed over.
    Speeds zero = speeds(1, 0);
    Speeds one = speeds(0, 1);
    List<Speeds> each =
        List.of(
            zero, zero, zero, zero, zero, one, one, one, zero, zero, speeds(0, 0), one, one, one);

    assertThat(plans(guided(0.5, 2, 2), each)).isEqualTo(".... .00. 11.. 11");
  }

  @Test
  void aBalancedStepIsFollowedByARegularOne() {
    List<Speeds> each =
        List.of(
            speeds(0, 0),
            speeds(1, 0),
            speeds(0, 0),
            speeds(0, 0),
            speeds(0, 0),
            speeds(0, 0),
            speeds(0, 1),
            speeds(0, 0));

    assertThat(plans(guided(0.5, 2, 1), each)).isEqualTo("..00 ...1");
  }

  @Test
  void undefinedSpeedsAreFollowedByARegularStep() {
    Speeds none = Speeds.none(Branches.modalities(2));
    Speeds alone = speeds(3);

    assertThat(plans(guided(0, 5, 1), always(8, none))).isEqualTo(".... ....");
    assertThat(plans(guided(0, 5, 1), always(8, alone))).isEqualTo(".... ....");
  }

  @Test
  void theSameEvidenceLeadsToEqualStrategies() {
    StepEvidence evidence =
        new StepEvidence(new Position(2, 9), new StepPlan.Regular(), 1, 0.5, speeds(1, 0));
    Guided once = guided(0.01, 5, 2).afterStep(evidence);
    Guided again = guided(0.01, 5, 2).afterStep(evidence);

    assertThat(once).isEqualTo(again).hasSameHashCodeAs(again);
    assertThat(once.phase()).isEqualTo(new Guided.Phase.Rebalancing(new Modality("m0"), 5));
    assertThat(once.afterStep(evidence)).isNotEqualTo(once);
    assertThat(guided(0.01, 5, 2).phase()).isEqualTo(new Guided.Phase.Measuring());
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    for (var bad :
        List.<Runnable>of(
            () -> guided(-1, 5, 2),
            () -> guided(Double.NaN, 5, 2),
            () -> guided(0.1, 0, 2),
            () -> guided(0.1, 5, 0))) {
      assertThatThrownBy(bad::run).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Provide
  Arbitrary<List<PerModality<StepNorms>>> runs() {
    return Branches.runs(2, 4);
  }

  @Property(tries = 200)
  void permutingModalitiesPermutesTheWindows(
      @ForAll("runs") List<PerModality<StepNorms>> run, @ForAll long shuffle) {
    List<Modality> order = Permutations.of(run.get(0).modalities(), shuffle);
    Speeds speeds = Branches.after(run);
    // On a tie the window goes to the first in model order, which a permutation changes.
    Assume.that(order.stream().map(speeds::of).distinct().count() == order.size());
    Speeds permuted = new Speeds(Branches.reordered(speeds.sums(), order));

    assertThat(plans(guided(0.3, 3, 2), always(20, permuted)))
        .isEqualTo(plans(guided(0.3, 3, 2), always(20, speeds)));
  }

  @Property(tries = 200)
  void everyWindowHasExactlyItsLengthAndOneRegularStepAtLeastStandsBetween(
      @ForAll("runs") List<PerModality<StepNorms>> run) {
    int window = 3;
    List<Speeds> each = Permutations.of(repeated(run), run.size());

    String plans = plans(guided(0.1, window, 2), each).replace(" ", "");

    assertThat(plans).startsWith("....");
    List<String> windows = Arrays.stream(plans.split("\\.+")).filter(w -> !w.isEmpty()).toList();
    for (int i = 0; i < windows.size(); i++) {
      assertThat(windows.get(i)).matches("(.)\\1*");
      boolean cutByTheEnd = i == windows.size() - 1 && !plans.endsWith(".");
      assertThat(windows.get(i).length()).isBetween(cutByTheEnd ? 1 : window, window);
    }
  }

  @Test
  void whatItWritesDownAtAnyStepIsAllThatItNeedsToGoOn() {
    Guided fresh = guided(0.5, 3, 2);
    Strategy strategy = fresh;
    for (int step = 1; step <= 16; step++) {
      Position at = new Position((step + 3) / STEPS_PER_EPOCH, step);
      StepEvidence evidence =
          new StepEvidence(at, strategy.plan(at), 1, 0.5, speeds(step % 2, 1 - step % 2));
      strategy = strategy.afterStep(evidence);

      assertThat(fresh.resumed(strategy.state())).isEqualTo(strategy);
      assertThat(((Guided) strategy).resumed(java.util.Map.of())).isEqualTo(fresh);
    }
  }

  @ParameterizedTest
  @CsvSource({"m0, 4", "m0, 0", "m0, many"})
  void aWindowThatCannotBeIsRefused(String modality, String remaining) {
    assertThatThrownBy(
            () ->
                guided(0.5, 3, 2)
                    .resumed(java.util.Map.of("modality", modality, "remaining", remaining)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Speeds> repeated(List<PerModality<StepNorms>> run) {
    return java.util.stream.IntStream.range(0, 30)
        .mapToObj(i -> Branches.after(run.subList(0, i % run.size() + 1)))
        .toList();
  }
}
