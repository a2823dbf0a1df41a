package io.evenkeel.train;

import io.evenkeel.modality.PerModality;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Tensor;

/** The loss and the prediction of the paper. */
public final class Loss {
  private Loss() {}

  /** L = Σ_i CE(ŷ_i, y), the mean over the batch. */
  public static Tensor of(PerModality<Tensor> logits, Tensor labels) {
    return logits.map(branch -> Functional.crossEntropy(branch, labels)).values().stream()
        .reduce(Tensor::plus)
        .orElseThrow();
  }

  /** ŷ = mean_i ŷ_i, (batch, classes). */
  public static Tensor prediction(PerModality<Tensor> logits) {
    return logits.values().stream().reduce(Tensor::plus).orElseThrow().times(1.0 / logits.size());
  }
}
