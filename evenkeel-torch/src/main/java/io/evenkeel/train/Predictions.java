package io.evenkeel.train;

import io.evenkeel.modality.PerModality;
import io.evenkeel.run.SplitScore;

/**
 * The predicted class of every sample of a split, in the split's order.
 *
 * @param loss L, the mean over the split
 * @param labels the true classes
 * @param fused argmax of ŷ = mean_i ŷ_i
 * @param branches argmax of ŷ_i, for each branch
 */
public record Predictions(double loss, int[] labels, int[] fused, PerModality<int[]> branches) {

  /** The accuracies that follow. */
  public SplitScore score() {
    return new SplitScore(labels.length, loss, accuracy(fused), branches.map(this::accuracy));
  }

  /** The share of these predicted classes that are the true ones, in 0..1. */
  public double accuracy(int[] predicted) {
    int right = 0;
    for (int i = 0; i < labels.length; i++) {
      right += predicted[i] == labels[i] ? 1 : 0;
    }
    return (double) right / labels.length;
  }

  /** 1 for each sample whose predicted class is the true one, 0 for the others. */
  double[] right(int[] predicted) {
    double[] right = new double[labels.length];
    for (int i = 0; i < labels.length; i++) {
      right[i] = predicted[i] == labels[i] ? 1 : 0;
    }
    return right;
  }
}
