package io.evenkeel.model;

import io.evenkeel.modality.PerModality;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Tensor;
import java.util.ArrayList;
import java.util.List;

/** How loud each branch is in the prediction of all together. */
public enum PredictionRule {
  /** Every branch alike: ŷ = mean_i ŷ_i. */
  MEAN("mean of the branch logits") {
    @Override
    public PerModality<Tensor> heard(PerModality<Tensor> logits) {
      return logits;
    }

    @Override
    String scriptHeard(String logits) {
      return logits;
    }
  },

  /**
   * Branches that are certain of a sample's class more than others: ŷ = Σ_i λ_i·ŷ_i with λ =
   * softmax_i(−H(ŷ_i)), H the entropy of the classes (Zhang et al., CVPR 2024).
   */
  BY_CERTAINTY("sum of the branch logits, each times the softmax over branches of -entropy") {
    @Override
    public PerModality<Tensor> heard(PerModality<Tensor> logits) {
      List<Tensor> certainties =
          logits.values().stream().map(l -> Functional.entropy(l).times(-1)).toList();
      Tensor weights = Functional.softmax(Functional.stack(certainties), 0).times(logits.size());
      List<Tensor> heard = new ArrayList<>();
      for (Tensor branch : logits.values()) {
        heard.add(branch.times(weights.segment(heard.size(), 1).view(branch.shape()[0], 1)));
      }
      return new PerModality<>(logits.modalities(), heard);
    }

    @Override
    String scriptHeard(String logits) {
      String certainties = "torch.sum(torch.softmax(%1$s, 2) * torch.log_softmax(%1$s, 2), [2])";
      return "%1$s * torch.unsqueeze(torch.softmax(%2$s, 0), 2) * %1$s.size(0)"
          .formatted(logits, certainties.formatted(logits));
    }
  };

  /** The mean over those branches whose modality a sample has, over all if it has none. */
  private static final String TOGETHER =
      """
      def together(self, heard: Tensor, present: Optional[Tensor]) -> Tensor:
        if present is None:
          return torch.mean(heard, [0])
        known = torch.transpose(present, 0, 1).to(heard.dtype)
        voices = torch.where(torch.sum(known, [0], True) > 0, known, torch.ones_like(known))
        shares = voices / torch.sum(voices, [0], True)
        return torch.sum(heard * torch.unsqueeze(shares, 2), [0])
      """;

  private final String words;

  PredictionRule(String words) {
    this.words = words;
  }

  /**
   * The logits whose mean is the prediction.
   *
   * @param logits ŷ_i, (batch, outputs)
   */
  public abstract PerModality<Tensor> heard(PerModality<Tensor> logits);

  /** The same in TorchScript, of logits and to logits (branches, batch, outputs). */
  abstract String scriptHeard(String logits);

  /**
   * The prediction of logits ŷ_i in TorchScript.
   *
   * @param present the variable of what modalities each sample has, (batch, modalities) or None
   */
  String script(List<String> logits, String present, ScriptBody body) {
    body.define(TOGETHER);
    String stacked = body.let("torch.stack([" + String.join(", ", logits) + "], 0)");
    return body.let("self.together(%s, %s)".formatted(scriptHeard(stacked), present));
  }

  /** What it makes of the branch logits, in a few words for files. */
  public String words() {
    return words;
  }
}
