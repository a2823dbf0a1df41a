package io.evenkeel.model;

import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.modality.Role;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Tensor;

/**
 * A multi-modal transfer module (Joze et al., CVPR 2020) for N branches.
 *
 * <p>s_i = spatial mean of A_i; z = ReLU(W [s_0; …; s_{N-1}] + b); g_i = sigmoid(W_i z + b_i); the
 * output is A_i ⊙ g_i.
 *
 * @param squeeze W, b, shared by every branch
 * @param excite W_i, b_i of each branch
 * @param runningGates ḡ_i: the cumulative mean over training steps of the batch mean of g_i
 */
record Mmtm(Linear squeeze, PerModality<Linear> excite, PerModality<Parameter> runningGates) {

  static Mmtm declare(ParameterPlan plan, String name, PerModality<Long> channels, int ratio) {
    long total = channels.values().stream().mapToLong(Long::longValue).sum();
    long width = 2 * total / ratio;
    if (width < 1) {
      throw new BadInputException(
          "model.fusion.ratio", Integer.toString(ratio), "at most " + 2 * total);
    }
    return new Mmtm(
        Linear.declare(plan, name + ".squeeze", new Role.Shared(), total, width),
        channels.mapWithModality(
            (modality, c) ->
                Linear.declare(
                    plan, name + ".excite." + modality, new Role.Bypass(modality), width, c)),
        channels.mapWithModality(
            (modality, c) -> plan.buffer(name + ".running_gate." + modality, 0, c)));
  }

  /** The computed gates g_i, (batch, C_i), from the squeezes s_i of every branch. */
  PerModality<Tensor> gates(PerModality<Tensor> squeezes) {
    Tensor joint = joint(squeezes);
    return excite.map(linear -> Functional.sigmoid(linear.forward(joint)));
  }

  /** The gate g_i of one branch alone. */
  Tensor gate(Modality modality, PerModality<Tensor> squeezes) {
    return Functional.sigmoid(excite.get(modality).forward(joint(squeezes)));
  }

  /** Takes the gates of a training step into ḡ; {@code step} counts training steps from 1. */
  void recordGates(PerModality<Tensor> gates, long step) {
    gates.forEach(
        (modality, gate) ->
            runningGates.get(modality).value().interpolate_(gate.detach().mean(0), 1.0 / step));
  }

  /** ḡ_i as a gate for every sample, (1, C_i); no gradient flows through it. */
  Tensor runningGate(Modality modality) {
    Tensor gate = runningGates.get(modality).value();
    return gate.view(1, gate.count());
  }

  private Tensor joint(PerModality<Tensor> squeezes) {
    return Functional.relu_(squeeze.forward(Functional.concatenate(squeezes.values(), 1)));
  }
}
