package io.evenkeel.model;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Tensor;

/**
 * A multi-modal transfer module (Joze et al., CVPR 2020) for N branches.
 *
 * <p>s_i = spatial mean of A_i; z = ReLU(W [s_0; …; s_{N-1}] + b); g_i = sigmoid(W_i z + b_i); the
 * output is A_i ⊙ g_i. The message of a branch is its gate.
 *
 * @param joint z of every branch
 * @param excite W_i, b_i of each branch
 */
record Mmtm(JointSqueeze joint, PerModality<Linear> excite) implements FusionModule {

  static Mmtm declare(ParameterPlan plan, String name, PerModality<Long> channels, int ratio) {
    JointSqueeze joint = JointSqueeze.declare(plan, name, channels, ratio);
    return new Mmtm(joint, joint.declareExcite(plan, name, channels));
  }

  @Override
  public PerModality<Tensor> messages(PerModality<Tensor> squeezes) {
    Tensor z = joint.of(squeezes);
    return excite.map(linear -> Functional.sigmoid(linear.forward(z)));
  }

  @Override
  public Tensor message(Modality modality, PerModality<Tensor> squeezes) {
    return Functional.sigmoid(excite.get(modality).forward(joint.of(squeezes)));
  }

  @Override
  public long messageSize(Modality modality) {
    return excite.get(modality).outputs();
  }

  @Override
  public Tensor fused(Modality modality, Activation features, Tensor gate) {
    return Features.gated(features.values(), gate);
  }

  @Override
  public String scriptMessage(Modality modality, PerModality<String> squeezes, ScriptBody body) {
    return ScriptText.sigmoid(excite.get(modality).script(joint.script(squeezes, body)));
  }

  @Override
  public ScriptActivation scriptFused(
      Modality modality, ScriptActivation features, String gate, ScriptBody body) {
    return features.with(Features.scriptGated(features.values(), gate, body), body);
  }
}
