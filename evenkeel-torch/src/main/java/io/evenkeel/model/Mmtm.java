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
 * output is A_i ⊙ g_i. The message of a branch is its gate.
 *
 * @param squeeze W, b, shared by every branch
 * @param excite W_i, b_i of each branch
 */
record Mmtm(Linear squeeze, PerModality<Linear> excite) implements FusionModule {

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
                    plan, name + ".excite." + modality, new Role.Bypass(modality), width, c)));
  }

  @Override
  public PerModality<Tensor> messages(PerModality<Tensor> squeezes) {
    Tensor joint = joint(squeezes);
    return excite.map(linear -> Functional.sigmoid(linear.forward(joint)));
  }

  @Override
  public Tensor message(Modality modality, PerModality<Tensor> squeezes) {
    return Functional.sigmoid(excite.get(modality).forward(joint(squeezes)));
  }

  @Override
  public Tensor fused(Modality modality, Tensor features, Tensor gate) {
    return Features.gated(features, gate);
  }

  private Tensor joint(PerModality<Tensor> squeezes) {
    return Functional.relu_(squeeze.forward(Functional.concatenate(squeezes.values(), 1)));
  }
}
