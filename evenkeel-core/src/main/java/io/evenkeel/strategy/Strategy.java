package io.evenkeel.strategy;

import io.evenkeel.run.Position;
import io.evenkeel.run.StepEvidence;
import io.evenkeel.run.StepPlan;

/**
 * An immutable value that decides what each training step is: it sees plain numbers and answers
 * with plain decisions.
 */
public interface Strategy {

  /** What the step at this position shall be. */
  StepPlan plan(Position at);

  /** The strategy for what follows, given what the step just done has shown. */
  Strategy afterStep(StepEvidence evidence);
}
