package io.evenkeel.train;

import io.evenkeel.run.SplitScore;

/** What a network and its branches tell of every sample of a split, in the split's order. */
public sealed interface Predictions permits ClassPredictions, NumberPredictions {

  /** L on the split: of each branch over the samples that have its modality, weighted. */
  double loss();

  /** A of the prediction and of each branch; no sample weighs more than another. */
  SplitScore score();
}
