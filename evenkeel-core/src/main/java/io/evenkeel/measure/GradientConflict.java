package io.evenkeel.measure;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Whether what is good for the other branches is good for an encoder's own: the cosine between two
 * gradients with respect to θ_i, that of the loss of branch i and that of the losses of all others.
 * Below 0 they pull against each other (Yu et al., NeurIPS 2020).
 *
 * @param cosines for each encoder, of each batch in which both gradients are not zero
 */
public record GradientConflict(PerModality<List<Double>> cosines) {

  /**
   * The cosine of two vectors; empty where one is zero or not finite.
   *
   * @param product a · b
   * @param first ‖a‖²
   * @param second ‖b‖²
   */
  public static OptionalDouble cosine(double product, double first, double second) {
    double cosine = product / (Math.sqrt(first) * Math.sqrt(second));
    return Double.isFinite(cosine)
        ? OptionalDouble.of(Math.max(-1, Math.min(1, cosine)))
        : OptionalDouble.empty();
  }

  /** Mean, least and greatest over the batches; of no batch where every cosine is undefined. */
  public DoubleSummaryStatistics of(Modality modality) {
    return cosines.get(modality).stream().mapToDouble(Double::doubleValue).summaryStatistics();
  }

  /** The mean over the batches; empty where every cosine is undefined. */
  public OptionalDouble mean(Modality modality) {
    return cosines.get(modality).stream().mapToDouble(Double::doubleValue).average();
  }

  /** The share of batches with a cosine below 0; empty where every cosine is undefined. */
  public OptionalDouble conflicts(Modality modality) {
    return cosines.get(modality).stream().mapToDouble(c -> c < 0 ? 1 : 0).average();
  }
}
