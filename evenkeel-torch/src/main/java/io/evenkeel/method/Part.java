package io.evenkeel.method;

import io.evenkeel.modality.PerModality;
import io.evenkeel.run.Position;
import io.evenkeel.torch.Tensor;
import java.util.function.Supplier;

/**
 * The samples of a step's batch that are computed at once: the whole batch, or a micro-batch of it.
 *
 * @param at where the step stands in the run
 * @param start the place of the first in the batch
 * @param end the place after the last
 * @param batchSize how many samples the batch has
 * @param inputs for each modality (samples, shape…), copied anew in the scope that is open
 */
public record Part(
    Position at, int start, int end, int batchSize, Supplier<PerModality<Tensor>> inputs) {

  /** How much of the batch it is, in 0..1; the shares of all parts add up to 1. */
  public double share() {
    return (double) (end - start) / batchSize;
  }

  /** How many samples it has. */
  public int size() {
    return end - start;
  }

  /** Whether nothing of the batch has been computed before it. */
  public boolean isFirst() {
    return start == 0;
  }

  /** Whether the batch is complete with it. */
  public boolean isLast() {
    return end == batchSize;
  }
}
