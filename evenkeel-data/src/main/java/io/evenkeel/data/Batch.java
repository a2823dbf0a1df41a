package io.evenkeel.data;

import io.evenkeel.modality.PerModality;
import java.util.Arrays;

/**
 * Samples put together for one step.
 *
 * @param size how many samples
 * @param inputs for each modality size × values floats, sample by sample
 * @param targets what is to be told about each sample, and how much it counts
 */
public record Batch(int size, PerModality<float[]> inputs, BatchTargets targets) {

  /**
   * Samples of classes, each of which counts once and has every modality.
   *
   * @param labels the label of each sample
   */
  public Batch(int size, PerModality<float[]> inputs, long[] labels) {
    this(size, inputs, BatchTargets.ofClasses(labels));
  }

  /** The label of each sample. */
  public long[] labels() {
    return targets.labels();
  }

  /**
   * The samples {@code start} (inclusive) to {@code end} (exclusive), copied; all of them, as they
   * are.
   */
  public Batch slice(int start, int end) {
    if (start == 0 && end == size) {
      return this;
    }
    return new Batch(
        end - start,
        inputs.map(
            values -> {
              int width = values.length / size;
              return Arrays.copyOfRange(values, start * width, end * width);
            }),
        targets.slice(start, end));
  }
}
