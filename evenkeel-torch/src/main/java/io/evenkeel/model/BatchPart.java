package io.evenkeel.model;

import io.evenkeel.modality.PerModality;
import io.evenkeel.torch.Tensor;

/** Some samples of the batch of a training step. */
public interface BatchPart {

  /** How much of the batch they are, in 0..1; the shares of all parts add up to 1. */
  double share();

  /** For each modality (samples, shape…), made anew in the scope that is open. */
  PerModality<Tensor> inputs();
}
