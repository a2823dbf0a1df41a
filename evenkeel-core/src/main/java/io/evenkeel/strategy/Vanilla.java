package io.evenkeel.strategy;

import io.evenkeel.run.Position;
import io.evenkeel.run.StepEvidence;
import io.evenkeel.run.StepPlan;
import java.util.Map;

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

  @Override
  public Map<String, String> state() {
    return Map.of();
  }

  @Override
  public Vanilla resumed(Map<String, String> state) {
    return this;
  }
}
