package io.evenkeel.advise;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.statistics.Estimate;
import io.evenkeel.statistics.PairedDifference;
import java.util.List;
import java.util.Optional;

/**
 * How a plainly trained network uses one modality, over seeds, on a validation split.
 *
 * @param modality its name
 * @param alone A of the network that was trained on this modality alone, over the samples that have
 *     it, as all these numbers are
 * @param fused A(f_i) in the network of all modalities
 * @param isolated A(f'_i), the same branch cut off from the others
 * @param utilization u(others | modality): the share of the branch's A that it owes to the others;
 *     empty where it is undefined
 * @param deficit A alone less A(f'_i), seed by seed: what the branch has not learnt of its own
 *     input although it could have
 */
public record ModalityUse(
    String modality,
    Estimate alone,
    Estimate fused,
    Estimate isolated,
    Optional<Estimate> utilization,
    PairedDifference deficit) {

  /**
   * Of the summaries of runs, one for each seed.
   *
   * @param split the validation split
   * @param plain of all modalities, vanilla
   * @param single of this modality alone, with the same seeds
   */
  static ModalityUse of(
      String modality, String split, List<JsonNode> plain, List<JsonNode> single) {
    double[] alone = defined(modality, single, split, "/branch_accuracy/" + modality);
    double[] fused = defined(modality, plain, split, "/branch_accuracy/" + modality);
    double[] isolated = defined(modality, plain, split, "/isolated_accuracy/" + modality);
    double[] rates = values(plain, split, "/cur/" + modality);
    return new ModalityUse(
        modality,
        Estimate.ofMean(alone),
        Estimate.ofMean(fused),
        Estimate.ofMean(isolated),
        rates.length == plain.size() ? Optional.of(Estimate.ofMean(rates)) : Optional.empty(),
        PairedDifference.of(alone, isolated));
  }

  private static double[] defined(
      String modality, List<JsonNode> summaries, String split, String pointer) {
    double[] values = values(summaries, split, pointer);
    if (values.length < summaries.size()) {
      throw new FailedRunException(
          "modality "
              + modality
              + " has no metric on "
              + split
              + " with every seed: too few samples there have it");
    }
    return values;
  }

  /**
   * The numbers that summaries have; those that lack it, or call it undefined, are left out. Of a
   * run without the split (of gray digits alone, no colour can be matched) it is that of
   * validation, on the same samples.
   */
  static double[] values(List<JsonNode> summaries, String split, String pointer) {
    return summaries.stream()
        .map(summary -> summary.path("splits"))
        .map(splits -> splits.path(splits.has(split) ? split : "validation").at(pointer))
        .filter(JsonNode::isNumber)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }
}
