package io.evenkeel.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.measure.Branches;
import io.evenkeel.run.Position;
import io.evenkeel.run.StepEvidence;
import io.evenkeel.run.StepPlan;
import org.junit.jupiter.api.Test;

class VanillaTest {

  @Test
  void everyStepIsRegularHoweverFarTheBranchesLieApart() {
    Strategy strategy = new Vanilla();
    for (int step = 1; step <= 50; step++) {
      var at = new Position(step, step);
      assertThat(strategy.plan(at)).isEqualTo(new StepPlan.Regular());
      strategy =
          strategy.afterStep(
              new StepEvidence(at, new StepPlan.Regular(), 1, 0, Branches.speeds(9, -9)));
    }
    assertThat(strategy).isEqualTo(new Vanilla());
  }
}
