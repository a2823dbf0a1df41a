package io.evenkeel.model;

import io.evenkeel.modality.Role;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Tensor;

/**
 * A fully connected layer: x·Wᵀ + b.
 *
 * @param weight (out, in), or (out, in, 1, 1, 1) where files hold it as a convolution
 */
record Linear(Parameter weight, Parameter bias) {

  static Linear declare(ParameterPlan plan, String name, Role role, long in, long out) {
    var uniform = new Initialization.FanIn(in);
    return new Linear(
        plan.trained(name + ".weight", role, uniform, out, in),
        plan.trained(name + ".bias", role, uniform, out));
  }

  /** Weights normal with deviation .01 and no bias to begin with, as torchvision's for video. */
  static Linear declareNormal(ParameterPlan plan, String name, Role role, long in, long out) {
    return new Linear(
        plan.trained(name + ".weight", role, new Initialization.Normal(0.01), out, in),
        plan.trained(name + ".bias", role, new Initialization.Constant(0), out));
  }

  /** The same as {@link #declare}, but held as the 1×1×1 convolution that it is in an I3D. */
  static Linear declarePointwise(ParameterPlan plan, String name, Role role, long in, long out) {
    var uniform = new Initialization.FanIn(in);
    return new Linear(
        plan.trained(name + ".weight", role, uniform, out, in, 1, 1, 1),
        plan.trained(name + ".bias", role, uniform, out));
  }

  /** (batch, in) → (batch, out). */
  Tensor forward(Tensor input) {
    Tensor matrix = weight.value().view(weight.shape().get(0), weight.shape().get(1));
    return Functional.linear(input, matrix, bias.value());
  }

  /** The same in TorchScript. */
  String script(String input) {
    String matrix =
        weight.shape().size() > 2 ? "torch.flatten(" + weight.script() + ", 1)" : weight.script();
    return "torch.linear(%s, %s, %s)".formatted(input, matrix, bias.script());
  }

  /** How many outputs it has. */
  long outputs() {
    return weight.shape().get(0);
  }
}
