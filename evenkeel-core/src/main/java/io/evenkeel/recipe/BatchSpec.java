package io.evenkeel.recipe;

/**
 * How the batch of a training step is computed; its size stays {@code batch_size}.
 *
 * @param accumulate in how many micro-batches, one after the other, whose gradients add up to that
 *     of the batch; memory is that of one
 */
public record BatchSpec(int accumulate) {
  /** Checks the range. */
  public BatchSpec {
    Keys.atLeast("batch.accumulate", accumulate, 1);
  }

  /** The whole batch at once. */
  public static BatchSpec defaults() {
    return new BatchSpec(1);
  }
}
