package io.evenkeel.model;

import java.util.Optional;

/**
 * An {@link Activation} in TorchScript, by the variables that hold it.
 *
 * @param values (batch, channels, space…)
 * @param mask (batch, 1, steps) where there is padding
 */
record ScriptActivation(String values, Optional<String> mask) {
  private static final String MEAN =
      """
      def mean(self, x: Tensor) -> Tensor:
        return torch.mean(torch.flatten(x, 2), [2]) if x.dim() > 2 else x
      """;

  /** In which everything counts. */
  static ScriptActivation of(String values) {
    return new ScriptActivation(values, Optional.empty());
  }

  /** Steps of a sequence in which padding is set to 0. */
  static ScriptActivation masked(String values, String mask, ScriptBody body) {
    return new ScriptActivation(body.let("(" + values + ") * " + mask), Optional.of(mask));
  }

  /** Other values that still have all the steps there are. */
  ScriptActivation with(String expression, ScriptBody body) {
    return mask.map(m -> masked(expression, m, body)).orElseGet(() -> of(body.let(expression)));
  }

  /** As {@link Activation#spatialMean}. */
  String spatialMean(ScriptBody body) {
    if (mask.isPresent()) {
      return body.let(
          "torch.sum(%s, [2]) / torch.clamp_min(torch.sum(%s, [2]), 1.)"
              .formatted(values, mask.get()));
    }
    body.define(MEAN);
    return body.let("self.mean(" + values + ")");
  }
}
