package io.evenkeel.arrays;

import java.util.List;

/**
 * An array of floats.
 *
 * @param shape the sizes of its dimensions, each at least 1; none for a single value
 * @param values in row-major order
 */
public record FloatArray(List<Integer> shape, float[] values) {
  /** Checks that the values fill the shape. */
  public FloatArray {
    shape = List.copyOf(shape);
    if (shape.stream().reduce(1, Math::multiplyExact) != values.length) {
      throw new IllegalArgumentException(values.length + " values for shape " + shape);
    }
  }
}
