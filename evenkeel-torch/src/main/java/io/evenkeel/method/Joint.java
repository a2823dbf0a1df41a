package io.evenkeel.method;

import io.evenkeel.model.Branches;
import io.evenkeel.torch.Tensor;

/**
 * Plain joint training: L = CE(Σ_i ŷ_i, y). With late fusion Σ_i ŷ_i = W·[h_0; …; h_{N−1}] + b, one
 * linear head on the features of all modalities: the concatenation model that most methods of
 * balancing are compared with.
 */
public record Joint() implements Method {
  static Support support() {
    return Support.ofEverything();
  }

  @Override
  public Tensor loss(Part part, Branches branches, Objective objective) {
    return objective.jointLoss(branches.logits());
  }
}
