package io.evenkeel.train;

import io.evenkeel.data.Dataset;
import io.evenkeel.modality.PerModality;
import io.evenkeel.run.Task;
import io.evenkeel.torch.Tensor;

/**
 * Collects what a network tells of a split batch by batch.
 *
 * @param <P> what comes of it
 */
sealed interface PredictionCollector<P extends Predictions>
    permits ClassCollector, NumberCollector {

  /** Takes what the branches give for the next samples of the split. */
  void add(PerModality<Tensor> logits, BatchTensors batch);

  /** What was told of all samples. */
  P predictions();

  /** A collector for the task of a split. */
  static PredictionCollector<?> of(Dataset data) {
    return data.task() instanceof Task.Classes
        ? new ClassCollector(data)
        : new NumberCollector(data);
  }
}
