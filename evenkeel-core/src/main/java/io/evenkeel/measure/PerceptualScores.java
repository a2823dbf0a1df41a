package io.evenkeel.measure;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import java.util.OptionalDouble;

/**
 * How far a model perceives each modality: the accuracy that goes when the modality is permuted
 * across samples (Gat, Schwartz and Schwing, NeurIPS 2021).
 *
 * @param accuracy A of the prediction, nothing permuted
 * @param permuted the mean of A over random permutations of one modality
 * @param permutations how many they were
 */
public record PerceptualScores(double accuracy, PerModality<Double> permuted, int permutations) {

  /** A − E_π[A with m permuted]. */
  public double score(Modality modality) {
    return accuracy - permuted.get(modality);
  }

  /** The score as a share of A; empty where A ≤ 0. */
  public OptionalDouble normalized(Modality modality) {
    return accuracy <= 0 ? OptionalDouble.empty() : OptionalDouble.of(score(modality) / accuracy);
  }
}
