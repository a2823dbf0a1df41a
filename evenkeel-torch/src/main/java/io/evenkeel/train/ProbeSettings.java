package io.evenkeel.train;

import io.evenkeel.measure.Bootstrap;
import io.evenkeel.measure.ConfidenceInterval;
import io.evenkeel.measure.Reference;
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
   * The intervals of (a − b) / a, a the mean of the first column and b that of each other one;
   * empty where a is 0 too often, and all of them without a bootstrap.
   *
   * @param draws where every draw comes from
   */
  List<Optional<ConfidenceInterval>> shares(List<double[]> columns, Seed draws) {
    List<ToDoubleFunction<double[]>> shares = new ArrayList<>();
    for (int c = 1; c < columns.size(); c++) {
      int place = c;
      // Without right answers at all there is no share: dividing by 0 would be infinite.
      shares.add(mean -> mean[0] > 0 ? (mean[0] - mean[place]) / mean[0] : Double.NaN);
    }
    return bootstrap
        .map(b -> b.intervals(columns, shares, draws.random()))
        .orElseGet(() -> shares.stream().map(s -> Optional.<ConfidenceInterval>empty()).toList());
  }
}
