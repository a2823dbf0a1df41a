package io.evenkeel.train;

import io.evenkeel.data.Dataset;
import io.evenkeel.model.MultimodalNetwork;

/** Forward passes over a split in evaluation mode. */
public final class Evaluator {
  private Evaluator() {}

  /** What the network predicts for every sample, with cross-modal flow. */
  public static Predictions predict(MultimodalNetwork network, Dataset data, int batchSize) {
    PredictionCollector<?> collector = PredictionCollector.of(data);
    EvaluationPass.over(
        network, data, batchSize, batch -> collector.add(network.evaluate(batch.inputs()), batch));
    return collector.predictions();
  }
}
