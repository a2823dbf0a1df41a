package io.evenkeel.train;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.run.SplitScore;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The predicted class of every sample of a split, in the split's order.
 *
 * @param loss L on the split
 * @param labels the true classes
 * @param fused argmax of ŷ = mean_i ŷ_i
 * @param branches argmax of ŷ_i, for each branch
 * @param presence for each modality which samples have it; empty where every sample has every one
 */
public record ClassPredictions(
    double loss,
    int[] labels,
    int[] fused,
    PerModality<int[]> branches,
    Optional<PerModality<boolean[]>> presence)
    implements Predictions {

  @Override
  public SplitScore score() {
    return new SplitScore(
        labels.length,
        loss,
        accuracy(right(fused)),
        branches.mapWithModality((m, predicted) -> accuracy(among(m, right(predicted)))));
  }

  private static double accuracy(double[] right) {
    // Whole numbers add up exactly, so this is the share of right answers, correctly rounded.
    return right.length == 0 ? 0 : Arrays.stream(right).sum() / right.length;
  }

  /** 1 for each sample whose predicted class is the true one, 0 for the others. */
  double[] right(int[] predicted) {
    double[] right = new double[labels.length];
    for (int i = 0; i < labels.length; i++) {
      right[i] = predicted[i] == labels[i] ? 1 : 0;
    }
    return right;
  }

  /** The entries of a column that belong to samples with a modality. */
  double[] among(Modality modality, double[] column) {
    return presence
        .map(
            each ->
                IntStream.range(0, column.length)
                    .filter(sample -> each.get(modality)[sample])
                    .mapToDouble(sample -> column[sample])
                    .toArray())
        .orElse(column);
  }
}
