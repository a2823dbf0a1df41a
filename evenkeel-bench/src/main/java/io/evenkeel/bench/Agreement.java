package io.evenkeel.bench;

import java.util.List;
import java.util.Map;

/**
 * How far a tensor is from what it is compared with, ‖a − b‖ / ‖b‖.
 *
 * @param name the tensor
 * @param relativeError 0 where both are the same
 */
record Agreement(String name, double relativeError) {

  /** Every tensor of {@code expected} against the one of its name, the worst first. */
  static List<Agreement> of(Map<String, float[]> found, Map<String, float[]> expected) {
    if (!found.keySet().equals(expected.keySet())) {
      throw new IllegalArgumentException(
          "tensors " + found.keySet() + " found; expected " + expected.keySet());
    }
    return expected.entrySet().stream()
        .map(
            entry ->
                new Agreement(
                    entry.getKey(),
                    relativeError(
                        found.getOrDefault(entry.getKey(), new float[0]), entry.getValue())))
        .sorted((a, b) -> Double.compare(b.relativeError(), a.relativeError()))
        .toList();
  }

  private static double relativeError(float[] a, float[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(a.length + " values found; expected " + b.length);
    }
    double difference = 0;
    double size = 0;
    for (int i = 0; i < b.length; i++) {
      difference += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
      size += (double) b[i] * b[i];
    }
    return difference == 0 ? 0 : Math.sqrt(difference / size);
  }
}
