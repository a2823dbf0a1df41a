package io.evenkeel.train;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Tensor;

/**
 * What a network is to tell about the samples of a batch, and how far it is from it.
 *
 * @param labels the classes, (batch)
 */
public record Targets(Tensor labels) {

  /** The mean loss of one branch over the batch: CE(ŷ_i, y). */
  public Tensor branchLoss(Modality modality, Tensor logits) {
    return Functional.crossEntropy(logits, labels);
  }

  /** L = Σ_i CE(ŷ_i, y), the mean over the batch. */
  public Tensor loss(PerModality<Tensor> logits) {
    return logits.mapWithModality(this::branchLoss).values().stream()
        .reduce(Tensor::plus)
        .orElseThrow();
  }

  /** ŷ = mean_i ŷ_i, (batch, classes). */
  public Tensor prediction(PerModality<Tensor> logits) {
    return Loss.prediction(logits);
  }

  /** The mean loss over the batch of what all branches say together: CE(Σ_i ŷ_i, y). */
  public Tensor jointLoss(PerModality<Tensor> logits) {
    Tensor sum = logits.values().stream().reduce(Tensor::plus).orElseThrow();
    return Functional.crossEntropy(sum, labels);
  }
}
