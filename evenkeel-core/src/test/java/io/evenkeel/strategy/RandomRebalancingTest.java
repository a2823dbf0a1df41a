package io.evenkeel.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.measure.Branches;
import io.evenkeel.modality.Modality;
import io.evenkeel.run.Position;
import io.evenkeel.run.Seed;
import io.evenkeel.run.StepEvidence;
import io.evenkeel.run.StepPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RandomRebalancingTest {
  private static final int DRAWS = 12_000;

  private static RandomRebalancing random(int modalities, int startEpoch, long seed) {
    return new RandomRebalancing(Branches.modalities(modalities), startEpoch, new Seed(seed));
  }

  private static List<StepPlan> plans(Strategy strategy, int epoch, int steps) {
    return java.util.stream.IntStream.rangeClosed(1, steps)
        .mapToObj(step -> strategy.plan(new Position(epoch, step)))
        .toList();
  }

  @Test
  void stepsAreDrawnFromTheStartingEpochOn() {
    Strategy random = random(2, 3, 5);

    assertThat(plans(random, 1, 200)).containsOnly(new StepPlan.Regular());
    assertThat(plans(random, 2, 200)).containsOnly(new StepPlan.Regular());
    assertThat(plans(random, 3, 200)).hasSize(200).contains(rebalance("m0"), rebalance("m1"));
    assertThat(plans(random(2, 1, 5), 1, 200)).contains(rebalance("m0"));
  }

  private static StepPlan rebalance(String modality) {
    return new StepPlan.Rebalance(new Modality(modality));
  }

  @ParameterizedTest
  // The 99.9 % quantiles of χ² with 1, 2 and 3 degrees of freedom.
  @CsvSource({"1, 10.83", "2, 13.82", "3, 16.27"})
  void everyPlanIsDrawnEquallyOften(int modalities, double bound) {
    Map<StepPlan, Integer> counts = new HashMap<>();
    plans(random(modalities, 1, 11), 1, DRAWS).forEach(plan -> counts.merge(plan, 1, Integer::sum));

    double expected = (double) DRAWS / (modalities + 1);
    double chiSquare =
        counts.values().stream().mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();

    assertThat(counts).hasSize(modalities + 1);
    assertThat(chiSquare).isLessThan(bound);
  }

  @Test
  void oneDrawTellsNothingOfTheNext() {
    Map<List<StepPlan>, Integer> counts = new HashMap<>();
    List<StepPlan> plans = plans(random(2, 1, 12), 1, DRAWS);
    for (int i = 0; i + 1 < plans.size(); i += 2) {
      counts.merge(List.of(plans.get(i), plans.get(i + 1)), 1, Integer::sum);
    }

    double expected = DRAWS / 2.0 / 9;
    double chiSquare =
        counts.values().stream().mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();

    assertThat(counts).hasSize(9);
    // The 99.9 % quantile of χ² with 8 degrees of freedom.
    assertThat(chiSquare).isLessThan(26.12);
  }

  @Test
  void aDrawDependsOnSeedAndStepAlone() {
    Strategy random = random(2, 2, 5);
    List<StepPlan> plans = plans(random, 2, 100);

    assertThat(plans(random(2, 2, 5), 2, 100)).isEqualTo(plans);
    assertThat(plans(random, 7, 100)).isEqualTo(plans);
    assertThat(random.plan(new Position(2, 42))).isEqualTo(plans.get(41));
    assertThat(plans(random(2, 2, 6), 2, 100)).isNotEqualTo(plans);
  }

  @Test
  void evidenceChangesNothing() {
    Strategy random = random(2, 2, 5);
    var evidence =
        new StepEvidence(new Position(2, 1), new StepPlan.Regular(), 1, 0.5, Branches.speeds(5, 0));

    assertThat(random.afterStep(evidence)).isEqualTo(random(2, 2, 5));
  }
}
