package io.evenkeel.model;

import io.evenkeel.modality.Role;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Functional.Window;
import io.evenkeel.torch.Tensor;
import java.util.Optional;

/** A 2-D convolution. */
record Convolution(Parameter weight, Optional<Parameter> bias, Window window) {

  /** With bias, both drawn as PyTorch draws them. */
  static Convolution declare(
      ParameterPlan plan, String name, Role role, long in, long out, Window window) {
    long kernel = window.kernel();
    var uniform = new Initialization.FanIn(in * kernel * kernel);
    return new Convolution(
        plan.trained(name + ".weight", role, uniform, out, in, kernel, kernel),
        Optional.of(plan.trained(name + ".bias", role, uniform, out)),
        window);
  }

  /** Without bias, as it stands before a batch norm; drawn as torchvision draws it. */
  static Convolution declareUnbiased(
      ParameterPlan plan, String name, Role role, long in, long out, Window window) {
    long kernel = window.kernel();
    var normal = new Initialization.FanOut(out * kernel * kernel);
    return new Convolution(
        plan.trained(name + ".weight", role, normal, out, in, kernel, kernel),
        Optional.empty(),
        window);
  }

  /** (batch, in, height, width) → (batch, out, …). */
  Tensor forward(Tensor input) {
    return Functional.conv2d(input, weight.value(), bias.map(Parameter::value), window);
  }
}
