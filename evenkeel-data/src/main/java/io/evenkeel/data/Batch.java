package io.evenkeel.data;

import io.evenkeel.modality.PerModality;
import java.util.Arrays;

/**
 * Samples put together for one step.
 *
 * @param size how many samples
 * @param inputs for each modality size × values floats, sample by sample
 * @param labels the label of each sample
 */
public record Batch(int size, PerModality<float[]> inputs, long[] labels) {

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
        Arrays.copyOfRange(labels, start, end));
  }
}
