package io.evenkeel.method;

import io.evenkeel.model.Branches;
import io.evenkeel.torch.Tensor;

/**
 * Joint training with summed uni-modal losses: L = CE(Σ_i ŷ_i, y) + Σ_i CE(ŷ_i, y), all weighed
 * equally, as the baseline of Wei & Hu (ICML 2024) is. The head of a branch serves both losses.
 */
public record UnimodalLosses() implements Method {
  static Support support() {
    return Support.ofEverything();
  }

  @Override
  public Tensor loss(Part part, Branches branches, Objective objective) {
    return objective.jointLoss(branches.logits()).plus(objective.loss(branches.logits()));
  }
}
