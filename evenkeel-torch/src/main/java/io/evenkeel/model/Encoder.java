package io.evenkeel.model;

import io.evenkeel.torch.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * The uni-modal network φ_i of one modality, without fusion: stages in order, then a linear head on
 * what the last stage gives, averaged over space.
 *
 * @param head empty where a fusion module has given the logits already
 */
record Encoder(List<Stage> stages, Optional<Linear> head) {

  /** Runs stages {@code from} (inclusive) to {@code to} (exclusive). */
  Activation forward(Activation input, int from, int to, Mode mode) {
    Activation features = input;
    for (Stage stage : stages.subList(from, to)) {
      features = stage.forward().apply(features, mode);
    }
    return features;
  }

  /** The same in TorchScript, as evaluation runs them. */
  ScriptActivation script(ScriptActivation input, int from, int to, ScriptBody body) {
    ScriptActivation features = input;
    for (Stage stage : stages.subList(from, to)) {
      features = stage.script().write(features, body);
    }
    return features;
  }

  /** What the head sees of what the last stage gives: (batch, features). */
  Tensor pooled(Activation features) {
    return head.isPresent() ? features.spatialMean() : features.values();
  }

  /** Branch logits (batch, classes) of what {@link #pooled} gives. */
  Tensor classify(Tensor pooled) {
    return head.map(h -> h.forward(pooled)).orElse(pooled);
  }

  /** The logits of what the last stage gives, in TorchScript. */
  String scriptLogits(ScriptActivation features, ScriptBody body) {
    return head.map(h -> body.let(h.script(features.spatialMean(body)))).orElse(features.values());
  }
}
