package io.evenkeel.model;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.torch.Tensor;

/**
 * A linear head for each branch on the last features of all, put side by side; it stands once, in
 * place of the heads.
 *
 * <p>ŷ_i = W_ii h_i + b_i + Σ_{j≠i} W_ij h_j with h_i the spatial mean of A_i: the own block is the
 * head that the branch has without fusion. The message of a branch is the sum over the others; what
 * it goes on with are its logits.
 *
 * @param heads W_ii, b_i of each branch
 * @param cross W_ij, j ≠ i, of each branch
 */
record Concatenation(PerModality<Linear> heads, CrossTerm cross) implements FusionModule {

  static Concatenation declare(
      ParameterPlan plan, String name, PerModality<Long> channels, PerModality<Linear> heads) {
    return new Concatenation(
        heads, CrossTerm.declare(plan, name, channels, heads.map(Linear::outputs)));
  }

  @Override
  public Tensor message(Modality modality, PerModality<Tensor> squeezes) {
    return cross.of(modality, squeezes);
  }

  @Override
  public long messageSize(Modality modality) {
    return cross.outputs(modality);
  }

  @Override
  public Tensor fused(Modality modality, Activation features, Tensor message) {
    return heads.get(modality).forward(features.spatialMean()).plus(message);
  }

  @Override
  public String scriptMessage(Modality modality, PerModality<String> squeezes, ScriptBody body) {
    return cross.script(modality, squeezes, body);
  }

  @Override
  public ScriptActivation scriptFused(
      Modality modality, ScriptActivation features, String message, ScriptBody body) {
    String own = heads.get(modality).script(features.spatialMean(body));
    return ScriptActivation.of(body.let(own + " + " + message));
  }
}
