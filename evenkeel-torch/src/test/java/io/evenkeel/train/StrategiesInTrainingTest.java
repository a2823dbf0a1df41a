package io.evenkeel.train;

import static io.evenkeel.train.SmallRuns.NEVER;
import static io.evenkeel.train.SmallRuns.STEPS_PER_EPOCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.data.DataSplits;
import io.evenkeel.measure.Speeds;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.recipe.StrategySpec;
import io.evenkeel.recipe.StrategySpec.Name;
import io.evenkeel.run.EpochReport;
import io.evenkeel.run.StepEvidence;
import io.evenkeel.run.StepPlan;
import io.evenkeel.train.SmallRuns.Recording;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StrategiesInTrainingTest {
  private static final DataSplits SPLITS = SmallRuns.splits();
  private static final int WINDOW = 3;

  private static Recording run(Name name) {
    Recipe recipe = SmallRuns.recipe(4).withStrategy(new StrategySpec(name, 0, WINDOW, 2));
    Recording recording = new Recording();
    try (MultimodalNetwork network = SmallRuns.network(SPLITS)) {
      Trainer.train(network, recipe, SPLITS, recording, NEVER);
    }
    return recording;
  }

  @Test
  void everyStrategyIsTheSameUntilItsStartingEpoch() {
    List<StepEvidence> vanilla = run(Name.VANILLA).steps();
    List<StepEvidence> guided = run(Name.GUIDED).steps();
    List<StepEvidence> random = run(Name.RANDOM).steps();

    assertThat(guided.subList(0, STEPS_PER_EPOCH)).isEqualTo(vanilla.subList(0, STEPS_PER_EPOCH));
    assertThat(random.subList(0, STEPS_PER_EPOCH)).isEqualTo(vanilla.subList(0, STEPS_PER_EPOCH));
    assertThat(vanilla).allMatch(s -> s.plan() instanceof StepPlan.Regular);
    assertThat(losses(guided)).isNotEqualTo(losses(vanilla));
    assertThat(losses(random)).isNotEqualTo(losses(vanilla)).isNotEqualTo(losses(guided));
  }

  private static List<Double> losses(List<StepEvidence> steps) {
    return steps.stream().map(StepEvidence::loss).toList();
  }

  @ParameterizedTest
  @EnumSource(names = {"VANILLA", "GUIDED", "RANDOM"})
  void speedsMoveInRegularStepsAlone(Name name) {
    Speeds before = Speeds.none(SPLITS.train().shapes().modalities());
    for (StepEvidence step : run(name).steps()) {
      if (step.plan() instanceof StepPlan.Rebalance) {
        assertThat(step.speeds()).as("%s", step.at()).isEqualTo(before);
      } else {
        assertThat(step.speeds()).as("%s", step.at()).isNotEqualTo(before);
      }
      before = step.speeds();
    }
  }

  @Test
  void withNoToleranceEveryRegularStepFromTheStartingEpochOnOpensAWindow() {
    Recording guided = run(Name.GUIDED);

    // From the first step of epoch 2 on: one regular step, then a window of three.
    List<StepEvidence> steps = guided.steps();
    for (int i = 0; i < steps.size(); i++) {
      int since = i - STEPS_PER_EPOCH;
      boolean inWindow = since >= 0 && since % (WINDOW + 1) != 0;
      assertThat(steps.get(i).plan() instanceof StepPlan.Rebalance).isEqualTo(inWindow);
      if (inWindow) {
        assertThat(steps.get(i).plan())
            .isEqualTo(new StepPlan.Rebalance(steps.get(i).speeds().fastest().orElseThrow()));
      }
    }
    assertThat(guided.epochs())
        .extracting(EpochReport::rebalancingSteps)
        .containsExactly(0, 6, 7, 7);
  }
}
