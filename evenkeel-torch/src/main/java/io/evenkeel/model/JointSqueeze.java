package io.evenkeel.model;

import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.PerModality;
import io.evenkeel.modality.Role;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Tensor;

/**
 * What all branches have to say, squeezed into one vector: z = ReLU(W [s_0; …; s_{N-1}] + b) of
 * ⌊2·ΣC_i / ratio⌋ numbers.
 *
 * @param squeeze W, b, shared by every branch
 */
record JointSqueeze(Linear squeeze) {

  static JointSqueeze declare(
      ParameterPlan plan, String name, PerModality<Long> channels, int ratio) {
    long total = channels.values().stream().mapToLong(Long::longValue).sum();
    long width = 2 * total / ratio;
    if (width < 1) {
      throw new BadInputException(
          "model.fusion.ratio", Integer.toString(ratio), "at most " + 2 * total);
    }
    return new JointSqueeze(
        Linear.declare(plan, name + ".squeeze", new Role.Shared(), total, width));
  }

  /** For each branch a layer from z to so many outputs: W_i, b_i. */
  PerModality<Linear> declareExcite(ParameterPlan plan, String name, PerModality<Long> outputs) {
    return outputs.mapWithModality(
        (modality, out) ->
            Linear.declare(
                plan,
                name + ".excite." + modality,
                new Role.Bypass(modality),
                squeeze.outputs(),
                out));
  }

  /** z, (batch, its width). */
  Tensor of(PerModality<Tensor> squeezes) {
    return Functional.relu_(squeeze.forward(Functional.concatenate(squeezes.values(), 1)));
  }

  /** The same in TorchScript. */
  String script(PerModality<String> squeezes, ScriptBody body) {
    return body.let(ScriptText.relu(squeeze.script(ScriptText.concatenated(squeezes.values()))));
  }
}
