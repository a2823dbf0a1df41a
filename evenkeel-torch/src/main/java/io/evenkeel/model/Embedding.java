package io.evenkeel.model;

import io.evenkeel.modality.Role;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Tensor;

/**
 * A trained vector for each of so many indices, drawn standard normal as PyTorch draws them.
 *
 * @param weight (size, width)
 */
record Embedding(Parameter weight) {

  static Embedding declare(ParameterPlan plan, String name, Role role, long size, long width) {
    return new Embedding(
        plan.trained(name + ".weight", role, new Initialization.Normal(1), size, width));
  }

  /**
   * (…) → (…, width). Indices come as numbers of a batch; one that is none, such as a probe that
   * adds noise makes, is taken for the nearest.
   */
  Tensor forward(Tensor indices) {
    return Functional.embedding(weight.value(), indices.toIndices(weight.shape().get(0)));
  }

  /** The same in TorchScript; indices may come as whole numbers, too. */
  String script(String indices) {
    return "torch.embedding(%s, torch.clamp(torch.round(%s).long(), 0, %d))"
        .formatted(weight.script(), indices, weight.shape().get(0) - 1);
  }
}
