package io.evenkeel.model;

import io.evenkeel.modality.Role;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Tensor;

/** Layer normalisation over the last dimension, as {@code torch.nn.LayerNorm}. */
record LayerNorm(Parameter weight, Parameter bias) {

  static LayerNorm declare(ParameterPlan plan, String name, Role role, long features) {
    return new LayerNorm(
        plan.trained(name + ".weight", role, new Initialization.Constant(1), features),
        plan.trained(name + ".bias", role, new Initialization.Constant(0), features));
  }

  /** (…, features) → the same shape. */
  Tensor forward(Tensor input) {
    return Functional.layerNorm(input, weight.value(), bias.value());
  }

  /** The same in TorchScript. */
  String script(String input) {
    return "torch.layer_norm(%s, %s, %s, %s, 1e-05)"
        .formatted(input, weight.shape(), weight.script(), bias.script());
  }
}
