package io.evenkeel.model;

import io.evenkeel.modality.PerModality;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Tensor;
import java.util.ArrayList;
import java.util.List;

/** How loud each branch is in the prediction of all together. */
@FunctionalInterface
public interface PredictionRule {

  /**
   * The logits whose mean is the prediction.
   *
   * @param logits ŷ_i, (batch, outputs)
   */
  PerModality<Tensor> heard(PerModality<Tensor> logits);

  /** Every branch alike: ŷ = mean_i ŷ_i. */
  static PredictionRule mean() {
    return logits -> logits;
  }

  /**
   * Branches that are certain of a sample's class more than others: ŷ = Σ_i λ_i·ŷ_i with λ =
   * softmax_i(−H(ŷ_i)), H the entropy of the classes (Zhang et al., CVPR 2024).
   */
  static PredictionRule byCertainty() {
    return logits -> {
      List<Tensor> certainties =
          logits.values().stream().map(l -> Functional.entropy(l).times(-1)).toList();
      Tensor weights = Functional.softmax(Functional.stack(certainties), 0).times(logits.size());
      List<Tensor> heard = new ArrayList<>();
      for (Tensor branch : logits.values()) {
        heard.add(branch.times(weights.segment(heard.size(), 1).view(branch.shape()[0], 1)));
      }
      return new PerModality<>(logits.modalities(), heard);
    };
  }
}
