package io.evenkeel.strategy;

import io.evenkeel.run.Position;
import io.evenkeel.run.StepEvidence;
import io.evenkeel.run.StepPlan;
import java.util.Map;

/**
 * An immutable value that decides what each training step is: it sees plain numbers and answers
 * with plain decisions.
 */
public interface Strategy {

  /** What the step at this position shall be. */
  StepPlan plan(Position at);

  /** The strategy for what follows, given what the step just done has shown. */
  Strategy afterStep(StepEvidence evidence);

  /** What of it changes while a run goes on, written down; empty where nothing does. */
  Map<String, String> state();

  /**
   * This strategy with what {@link #state} has written down in the place of its own state.
   *
   * @throws IllegalArgumentException for what no strategy of this kind has written
   */
  Strategy resumed(Map<String, String> state);
}
