package io.evenkeel.run;

import io.evenkeel.modality.Modality;

/** What a strategy decides for one training step. */
public sealed interface StepPlan {

  /** Cross-modal flow as trained; the step counts in the learning speeds. */
  record Regular() implements StepPlan {}

  /** The gate of one branch is a constant, so that the branch has to learn from its own input. */
  record Rebalance(Modality modality) implements StepPlan {}
}
