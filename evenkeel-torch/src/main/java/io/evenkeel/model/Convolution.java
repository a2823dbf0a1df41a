package io.evenkeel.model;

import io.evenkeel.modality.Role;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Functional.Window;
import io.evenkeel.torch.Tensor;

/** A 2-D convolution with bias. */
record Convolution(Parameter weight, Parameter bias, Window window) {

  static Convolution declare(
      ParameterPlan plan, String name, Role role, long in, long out, Window window) {
    long kernel = window.kernel();
    var uniform = new Initialization.FanIn(in * kernel * kernel);
    return new Convolution(
        plan.trained(name + ".weight", role, uniform, out, in, kernel, kernel),
        plan.trained(name + ".bias", role, uniform, out),
        window);
  }

  /** (batch, in, height, width) → (batch, out, …). */
  Tensor forward(Tensor input) {
    return Functional.conv2d(input, weight.value(), bias.value(), window);
  }
}
