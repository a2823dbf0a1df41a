package io.evenkeel.method;

import io.evenkeel.model.Branches;
import io.evenkeel.torch.Tensor;

/**
 * L = Σ_i CE(ŷ_i, y), of the paper (Wu et al., ICML 2022): what vanilla, guided and random
 * minimise. Where branches exchange nothing, they are then trained independently of each other: a
 * late ensemble of uni-modal networks, whose prediction is the mean of their logits.
 */
public record SummedLosses() implements Method {

  @Override
  public Tensor loss(Part part, Branches branches, Objective objective) {
    return objective.loss(branches.logits());
  }
}
