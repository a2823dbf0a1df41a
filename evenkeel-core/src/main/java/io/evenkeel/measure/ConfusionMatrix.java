package io.evenkeel.measure;

import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How often samples of each class were taken for each class.
 *
 * @param counts a row for each true class, a column for each predicted one
 */
public record ConfusionMatrix(int[][] counts) {

  static ConfusionMatrix of(int classes, int[] labels, int[] predicted) {
    int[][] counts = new int[classes][classes];
    for (int i = 0; i < labels.length; i++) {
      counts[labels[i]][predicted[i]]++;
    }
    return new ConfusionMatrix(counts);
  }

  /** How many classes there are. */
  public int classes() {
    return counts.length;
  }

  /** How many samples are of a class. */
  public int samples(int label) {
    return IntStream.of(counts[label]).sum();
  }

  /** How many samples were taken for a class. */
  public int predictions(int predicted) {
    return IntStream.range(0, classes()).map(label -> counts[label][predicted]).sum();
  }

  /** The share of a class's samples that were taken for it; empty where there are none. */
  public OptionalDouble recall(int label) {
    return share(counts[label][label], samples(label));
  }

  /** The share of what was taken for a class that is of it; empty where nothing was. */
  public OptionalDouble precision(int predicted) {
    return share(counts[predicted][predicted], predictions(predicted));
  }

  private static OptionalDouble share(int part, int whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
  }
}
