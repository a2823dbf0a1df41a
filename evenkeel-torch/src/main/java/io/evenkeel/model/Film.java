package io.evenkeel.model;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.torch.Tensor;

/**
 * Feature-wise linear modulation (Perez et al., AAAI 2018) of each of N branches by what all have
 * to say.
 *
 * <p>z as in an MMTM; (γ_i, β_i) = W_i z + b_i; the output is A_i ⊙ (1 + γ_i) + β_i. The message of
 * a branch is [γ_i; β_i], 2·C_i numbers.
 *
 * @param joint z of every branch
 * @param excite W_i, b_i of each branch
 */
record Film(JointSqueeze joint, PerModality<Linear> excite) implements FusionModule {

  static Film declare(ParameterPlan plan, String name, PerModality<Long> channels, int ratio) {
    JointSqueeze joint = JointSqueeze.declare(plan, name, channels, ratio);
    return new Film(joint, joint.declareExcite(plan, name, channels.map(c -> 2 * c)));
  }

  @Override
  public PerModality<Tensor> messages(PerModality<Tensor> squeezes) {
    Tensor z = joint.of(squeezes);
    return excite.map(linear -> linear.forward(z));
  }

  @Override
  public Tensor message(Modality modality, PerModality<Tensor> squeezes) {
    return excite.get(modality).forward(joint.of(squeezes));
  }

  @Override
  public long messageSize(Modality modality) {
    return excite.get(modality).outputs();
  }

  @Override
  public Tensor fused(Modality modality, Activation features, Tensor message) {
    long channels = messageSize(modality) / 2;
    Tensor scale = message.columns(0, channels);
    Tensor shift = message.columns(channels, channels);
    Tensor a = features.values();
    return Features.shifted(a.plus(Features.gated(a, scale)), shift);
  }

  @Override
  public String scriptMessage(Modality modality, PerModality<String> squeezes, ScriptBody body) {
    return body.let(excite.get(modality).script(joint.script(squeezes, body)));
  }

  @Override
  public ScriptActivation scriptFused(
      Modality modality, ScriptActivation features, String message, ScriptBody body) {
    long channels = messageSize(modality) / 2;
    String scale = "1 + " + ScriptText.columns(message, 0, channels);
    String shift = ScriptText.columns(message, channels, channels);
    String scaled = body.let(Features.scriptGated(features.values(), scale, body));
    return features.with(Features.scriptShifted(scaled, shift, body), body);
  }
}
