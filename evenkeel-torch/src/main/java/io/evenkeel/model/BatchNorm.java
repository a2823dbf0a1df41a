package io.evenkeel.model;

import io.evenkeel.modality.Role;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Tensor;

/** Batch normalisation over every dimension but the second. */
record BatchNorm(
    Parameter weight,
    Parameter bias,
    Parameter mean,
    Parameter variance,
    Functional.BatchNorm.Constants constants) {
  private static final Functional.BatchNorm.Constants PYTORCH =
      new Functional.BatchNorm.Constants(0.1, 1e-5);

  /** With PyTorch's momentum .1 and ε 1e-5. */
  static BatchNorm declare(ParameterPlan plan, String name, Role role, long channels) {
    return declare(plan, name, role, channels, PYTORCH);
  }

  static BatchNorm declare(
      ParameterPlan plan,
      String name,
      Role role,
      long channels,
      Functional.BatchNorm.Constants constants) {
    return new BatchNorm(
        plan.trained(name + ".weight", role, new Initialization.Constant(1), channels),
        plan.trained(name + ".bias", role, new Initialization.Constant(0), channels),
        plan.buffer(name + ".running_mean", 0, channels),
        plan.buffer(name + ".running_var", 1, channels),
        constants);
  }

  Tensor forward(Tensor input, Mode mode) {
    return switch (mode) {
      case TRAIN -> tensors().train(input);
      case REHEARSE -> tensors().rehearse(input);
      case EVALUATE -> tensors().evaluate(input);
    };
  }

  /** What evaluation does, in TorchScript. */
  String script(String input) {
    return "torch.batch_norm(%s, %s, %s, %s, %s, False, 0.1, %s, False)"
        .formatted(
            input,
            weight.script(),
            bias.script(),
            mean.script(),
            variance.script(),
            constants.epsilon());
  }

  /** What evaluation does to each channel, as the parameters are now. */
  Functional.ScaleAndShift evaluated() {
    return tensors().evaluated();
  }

  private Functional.BatchNorm tensors() {
    return new Functional.BatchNorm(
        weight.value(), bias.value(), mean.value(), variance.value(), constants);
  }
}
