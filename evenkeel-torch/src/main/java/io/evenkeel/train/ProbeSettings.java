package io.evenkeel.train;

import io.evenkeel.measure.Bootstrap;
import io.evenkeel.measure.ConfidenceInterval;
import io.evenkeel.measure.Reference;
import io.evenkeel.measure.Replies;
import io.evenkeel.measure.ScoreSum;
import io.evenkeel.run.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * How probes are run.
 *
 * @param reference what the network sees in place of an absent modality
 * @param batchSize samples a forward pass; changes speed, not results
 * @param trainingBatchSize samples of a batch whose gradients are compared
 * @param seed what every draw of a probe follows from
 * @param bootstrap where intervals come from; empty for none
 */
public record ProbeSettings(
    Reference reference,
    int batchSize,
    int trainingBatchSize,
    Seed seed,
    Optional<Bootstrap> bootstrap) {

  /**
   * The intervals of (a − b) / a, a the first sum and b each other one; empty where a is 0 too
   * often, and all of them without a bootstrap.
   *
   * @param draws where every draw comes from
   */
  <K> List<Optional<ConfidenceInterval>> shares(
      Replies<K> replies, List<ScoreSum<K>> sums, Seed draws) {
    List<ToDoubleFunction<double[]>> shares = new ArrayList<>();
    for (int c = 1; c < sums.size(); c++) {
      int place = c;
      // Of nothing there is no share: dividing by 0 would be infinite.
      shares.add(score -> score[0] > 0 ? (score[0] - score[place]) / score[0] : Double.NaN);
    }
    return bootstrap
        .map(b -> replies.intervals(sums, shares, b, draws.random()))
        .orElseGet(() -> shares.stream().map(s -> Optional.<ConfidenceInterval>empty()).toList());
  }
}
