package io.evenkeel.model;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.torch.Tensor;

/**
 * The last features of the others added to those of each branch; it stands once, before the heads.
 *
 * <p>ŷ_i = head_i(h_i + Σ_{j≠i} P_ij h_j) with h_i the spatial mean of A_i. The message of a branch
 * is the sum over the others, C_i numbers.
 *
 * @param cross P_ij, j ≠ i, of each branch
 */
record Summation(CrossTerm cross) implements FusionModule {

  static Summation declare(ParameterPlan plan, String name, PerModality<Long> channels) {
    return new Summation(CrossTerm.declare(plan, name, channels, channels));
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
    return features.spatialMean().plus(message);
  }

  @Override
  public String scriptMessage(Modality modality, PerModality<String> squeezes, ScriptBody body) {
    return cross.script(modality, squeezes, body);
  }

  @Override
  public ScriptActivation scriptFused(
      Modality modality, ScriptActivation features, String message, ScriptBody body) {
    return ScriptActivation.of(body.let(features.spatialMean(body) + " + " + message));
  }
}
