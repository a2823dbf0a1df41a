package io.evenkeel.data;

import java.util.List;

/**
 * The shape of one modality of one sample, without the batch dimension.
 *
 * @param dims [channels, height, width] of an image, [features] of a vector
 */
public record SampleShape(List<Integer> dims) {
  /** Checks that every dimension is at least 1. */
  public SampleShape {
    dims = List.copyOf(dims);
    if (dims.isEmpty() || dims.stream().anyMatch(d -> d < 1)) {
      throw new IllegalArgumentException("not a shape: " + dims);
    }
  }

  /** The shape with these dimensions. */
  public static SampleShape of(Integer... dims) {
    return new SampleShape(List.of(dims));
  }

  /** How many values a sample has. */
  public int values() {
    return dims.stream().reduce(1, Math::multiplyExact);
  }
}
