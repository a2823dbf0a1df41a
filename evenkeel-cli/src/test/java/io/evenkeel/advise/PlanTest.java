package io.evenkeel.advise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.input.BadInputException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final List<String> REMEDIES = List.of("a", "b", "c", "d", "e", "f", "g", "h");
  private static final RunCost COST = new RunCost(0.5, 0.001);

  private static Plan.Wish wish(int samples, int epochs) {
    return new Plan.Wish(samples, epochs, 3, REMEDIES);
  }

  /**
   * 2·3 runs of 8 epochs; 8 remedies for 4 and 4 for 8 epochs, and 2·2 more, half as long again.
   */
  @Test
  void theWorkIsThatOfEveryRun() {
    Plan plan = new Plan(1000, 8, 3, REMEDIES);
    double whole = 0.5 * 9 + 8;
    double half = 0.5 * 5 + 4;

    assertThat(plan.work(COST))
        .isCloseTo(6 * whole + 1.5 * (8 * half + 4 * whole + 4 * whole), within(1e-9));
  }

  @Test
  void aSmallBudgetTakesFewerSamples() {
    Plan plan = Plan.within(new Budget(600), COST, wish(100_000, 8), 1);

    assertThat(plan.samples()).isBetween(201, 99_999);
    assertThat(plan.epochs()).isEqualTo(8);
    assertThat(plan.remedies()).isEqualTo(REMEDIES);
  }

  @Test
  void whereAllSamplesFitThereIsRoomForMoreEpochs() {
    Plan plan = Plan.within(new Budget(3600), COST, wish(500, 60), 2);

    assertThat(plan.samples()).isEqualTo(500);
    assertThat(plan.epochs()).isBetween(9, 60);
  }

  @Test
  void aBudgetWithoutRoomIsRefusedWithWhatIsNeeded() {
    assertThatThrownBy(() -> Plan.within(new Budget(1), COST, wish(1000, 8), 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("--budget")
        .hasMessageContaining("at least");
  }

  @Property
  void whatIsPlannedFitsAndNothingLargerWould(
      @ForAll @DoubleRange(min = 200, max = 20_000) double seconds,
      @ForAll @IntRange(min = 1, max = 4) int jobs) {
    Plan plan = Plan.within(new Budget(seconds), COST, wish(20_000, 8), jobs);
    double room = seconds * 0.75 * jobs;

    assertThat(plan.work(COST)).isLessThanOrEqualTo(room);
    if (plan.samples() < 20_000) {
      Plan larger = new Plan(plan.samples() + 1, plan.epochs(), plan.seeds(), plan.remedies());
      assertThat(larger.work(COST)).isGreaterThan(room);
    }
  }

  /** 200 s have room for 150: 4 · 12.5, 2 · 2 · 12.5, half as long again; five would take 180. */
  @Test
  void whereTimeRunsShortTheLastRemediesAreLeftOut() {
    Plan plan = new Plan(1000, 8, 3, REMEDIES);

    assertThat(plan.cutTo(1e6, COST, 1)).isEqualTo(plan);
    assertThat(plan.cutTo(200, COST, 1).remedies()).isEqualTo(REMEDIES.subList(0, 4));
    assertThat(plan.cutTo(0, COST, 1).remedies()).containsExactly("a", "b");
  }

  @Test
  void aPlanReadsBackFromItsJson() {
    Plan plan = new Plan(1234, 7, 3, REMEDIES);
    assertThat(Plan.read(plan.json())).isEqualTo(plan);
  }

  @Test
  void theCostOfARunIsItsSamplesAndARest() {
    RunCost cost = RunCost.of(2000, 4, 1000, 13);

    assertThat(cost.perSample()).isEqualTo(0.001);
    assertThat(cost.fixed()).isEqualTo(1);
    assertThat(cost.seconds(2000, 4)).isEqualTo(13);
  }
}
