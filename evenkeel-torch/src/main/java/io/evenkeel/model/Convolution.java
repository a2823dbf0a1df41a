package io.evenkeel.model;

import io.evenkeel.modality.Role;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Tensor;
import io.evenkeel.torch.Window;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;

/** A convolution of sequences, images or clips, as its window has one to three directions. */
record Convolution(Parameter weight, Optional<Parameter> bias, Window window) {

  /** With bias, both drawn as PyTorch draws them. */
  static Convolution declare(
      ParameterPlan plan, String name, Role role, long in, long out, Window window) {
    var uniform = new Initialization.FanIn(in * window.volume());
    return new Convolution(
        plan.trained(name + ".weight", role, uniform, shape(in, out, window)),
        Optional.of(plan.trained(name + ".bias", role, uniform, out)),
        window);
  }

  /** Without bias, as it stands before a batch norm; drawn as torchvision draws it. */
  static Convolution declareUnbiased(
      ParameterPlan plan, String name, Role role, long in, long out, Window window) {
    var normal = new Initialization.FanOut(out * window.volume());
    return unbiased(plan.trained(name + ".weight", role, normal, shape(in, out, window)), window);
  }

  /** Without bias likewise, but drawn as PyTorch draws it. */
  static Convolution declareUniform(
      ParameterPlan plan, String name, Role role, long in, long out, Window window) {
    var uniform = new Initialization.FanIn(in * window.volume());
    return unbiased(plan.trained(name + ".weight", role, uniform, shape(in, out, window)), window);
  }

  private static Convolution unbiased(Parameter weight, Window window) {
    return new Convolution(weight, Optional.empty(), window);
  }

  private static long[] shape(long in, long out, Window window) {
    return LongStream.concat(LongStream.of(out, in), LongStream.of(window.kernels())).toArray();
  }

  /** (batch, in, space…) → (batch, out, …). */
  Tensor forward(Tensor input) {
    return apply(input, weight.value(), bias.map(Parameter::value));
  }

  /** The same in TorchScript. */
  String script(String input) {
    return "torch.conv%dd(%s, %s, %s, %s, %s, %s, 1)"
        .formatted(
            window.spans().size(),
            input,
            weight.script(),
            bias.map(Parameter::script).orElse("None"),
            Arrays.toString(window.strides()),
            Arrays.toString(window.paddings()),
            Arrays.toString(window.dilations()));
  }

  /** The same with other values in place of its own. */
  Tensor apply(Tensor input, Tensor values, Optional<Tensor> shift) {
    return switch (window.spans().size()) {
      case 1 -> Functional.conv1d(input, values, shift, window);
      case 2 -> Functional.conv2d(input, values, shift, window);
      default -> Functional.conv3d(input, values, shift, window);
    };
  }
}
