package io.evenkeel.strategy;

import io.evenkeel.run.Position;
import io.evenkeel.run.StepEvidence;
import io.evenkeel.run.StepPlan;

/** Regular steps only: plain joint training. */
public record Vanilla() implements Strategy {

  @Override
  public StepPlan plan(Position at) {
    return new StepPlan.Regular();
  }

  @Override
  public Vanilla afterStep(StepEvidence evidence) {
    return this;
  }
}
