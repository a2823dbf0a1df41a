package io.evenkeel.vectors;

import java.util.Arrays;

/**
 * Values over time.
 *
 * @param steps how many points in time, T
 * @param channels how many values at each, C
 * @param values [T, C], row by row
 */
public record Sequence(int steps, int channels, float[] values) {
  /** Checks that there is a value for each step and channel. */
  public Sequence {
    if (steps < 1 || channels < 1 || values.length != Math.multiplyExact(steps, channels)) {
      throw new IllegalArgumentException(
          "%d values for %d steps of %d channels".formatted(values.length, steps, channels));
    }
  }

  /**
   * A sequence with zeros behind it.
   *
   * @param values [T, C] with zeros from step {@code length} on
   * @param length how many steps are real
   * @param mask [T]: 1 for a real step, 0 for a padded one
   */
  public record Padded(float[] values, int length, float[] mask) {}

  /** The sequence as so many steps, which must be at least as many as it has. */
  public Padded paddedTo(int longest) {
    if (longest < steps) {
      throw new IllegalArgumentException(steps + " steps do not fit into " + longest);
    }
    float[] mask = new float[longest];
    Arrays.fill(mask, 0, steps, 1);
    return new Padded(Arrays.copyOf(values, Math.multiplyExact(longest, channels)), steps, mask);
  }
}
