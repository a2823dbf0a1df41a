package io.evenkeel.safetensors;

import java.util.List;

/**
 * A float32 tensor of a file.
 *
 * @param name its name, unique in the file
 * @param shape the sizes of its dimensions; none for a scalar
 * @param values its values in row-major order
 */
public record NamedArray(String name, List<Long> shape, float[] values) {
  /** Checks that the values fill the shape. */
  public NamedArray {
    shape = List.copyOf(shape);
    if (shape.stream().reduce(1L, Math::multiplyExact) != values.length) {
      throw new IllegalArgumentException(
          name + ": " + values.length + " values for shape " + shape);
    }
  }
}
