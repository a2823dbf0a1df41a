package io.evenkeel.model;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.modality.Role;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Tensor;
import java.util.List;

/**
 * A gate that weighs the last features of each branch against those of the others, after the gated
 * multimodal unit (Arevalo et al., 2017); it stands once, before the heads.
 *
 * <p>ŷ_i = head_i(g_i ⊙ h_i + (1 − g_i) ⊙ Σ_{j≠i} P_ij h_j), g_i = sigmoid(G_i [h_0; …; h_{N-1}] +
 * c_i), with h_i the spatial mean of A_i. The message of a branch is [g_i; Σ_{j≠i} P_ij h_j], 2·C_i
 * numbers.
 *
 * @param gates G_i, c_i of each branch
 * @param cross P_ij, j ≠ i, of each branch
 */
record Gated(PerModality<Linear> gates, CrossTerm cross) implements FusionModule {

  static Gated declare(ParameterPlan plan, String name, PerModality<Long> channels) {
    long total = channels.values().stream().mapToLong(Long::longValue).sum();
    return new Gated(
        channels.mapWithModality(
            (modality, c) ->
                Linear.declare(
                    plan, name + ".gate." + modality, new Role.Bypass(modality), total, c)),
        CrossTerm.declare(plan, name, channels, channels));
  }

  @Override
  public Tensor message(Modality modality, PerModality<Tensor> squeezes) {
    Tensor all = Functional.concatenate(squeezes.values(), 1);
    Tensor gate = Functional.sigmoid(gates.get(modality).forward(all));
    return Functional.concatenate(List.of(gate, cross.of(modality, squeezes)), 1);
  }

  @Override
  public long messageSize(Modality modality) {
    return 2 * cross.outputs(modality);
  }

  @Override
  public Tensor fused(Modality modality, Activation features, Tensor message) {
    long channels = cross.outputs(modality);
    Tensor gate = message.columns(0, channels);
    Tensor others = message.columns(channels, channels);
    Tensor own = features.spatialMean();
    return others.plus(gate.times(own.plus(others.times(-1))));
  }

  @Override
  public String scriptMessage(Modality modality, PerModality<String> squeezes, ScriptBody body) {
    String all = ScriptText.concatenated(squeezes.values());
    String gate = ScriptText.sigmoid(gates.get(modality).script(all));
    return body.let(ScriptText.concatenated(List.of(gate, cross.script(modality, squeezes, body))));
  }

  @Override
  public ScriptActivation scriptFused(
      Modality modality, ScriptActivation features, String message, ScriptBody body) {
    long channels = cross.outputs(modality);
    String gate = ScriptText.columns(message, 0, channels);
    String others = body.let(ScriptText.columns(message, channels, channels));
    String own = features.spatialMean(body);
    return ScriptActivation.of(
        body.let("%s + %s * (%s - %s)".formatted(others, gate, own, others)));
  }
}
