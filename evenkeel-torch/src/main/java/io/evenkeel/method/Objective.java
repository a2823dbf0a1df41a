package io.evenkeel.method;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.torch.Tensor;

/** What the branches are to tell about some samples, and how far they are from it. */
public interface Objective {

  /** The mean loss of one branch over the samples: CE(ŷ_i, y) for classes. */
  Tensor branchLoss(Modality modality, Tensor logits);

  /** L = Σ_i CE(ŷ_i, y), the mean over the samples. */
  Tensor loss(PerModality<Tensor> logits);

  /** The mean loss over the samples of what all branches say together: CE(Σ_i ŷ_i, y). */
  Tensor jointLoss(PerModality<Tensor> logits);

  /**
   * How much the samples count together in the mean of {@link #branchLoss}: Σ of the weights of
   * those that have the modality; how many they are where all weigh 1 and have it.
   */
  double weight(Modality modality);

  /** The same in the mean of {@link #jointLoss}, of those that have any modality. */
  double weight();

  /** The classes, (samples); throws for a task of another kind. */
  Tensor labels();
}
