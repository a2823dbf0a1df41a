package io.evenkeel.model;

import io.evenkeel.modality.Role;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Tensor;

/** A fully connected layer: x·Wᵀ + b. */
record Linear(Parameter weight, Parameter bias) {

  static Linear declare(ParameterPlan plan, String name, Role role, long in, long out) {
    var uniform = new Initialization.FanIn(in);
    return new Linear(
        plan.trained(name + ".weight", role, uniform, out, in),
        plan.trained(name + ".bias", role, uniform, out));
  }

  /** (batch, in) → (batch, out). */
  Tensor forward(Tensor input) {
    return Functional.linear(input, weight.value(), bias.value());
  }

  /** How many outputs it has. */
  long outputs() {
    return weight.shape().get(0);
  }
}
