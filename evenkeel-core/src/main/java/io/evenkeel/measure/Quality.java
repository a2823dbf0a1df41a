package io.evenkeel.measure;

import java.util.Arrays;

/**
 * A(·): how good answers to the samples of a split are; 1 is perfect. docs/tasks.md defines each.
 */
public enum Quality {
  /** The share of samples whose class was told, in 0..1. */
  ACCURACY("accuracy", "accuracy", "accuracy"),

  /** The mean over labels that occur of the average precision, in 0..1. */
  MEAN_AVERAGE_PRECISION("mean-average-precision", "mean average precision", "mean AP"),

  /** The mean over quantities that vary of the coefficient of determination; may be negative. */
  R2("r2", "R²", "R²");

  private final String key;
  private final String label;
  private final String brief;

  Quality(String key, String label, String brief) {
    this.key = key;
    this.label = label;
    this.brief = brief;
  }

  /** What files call it. */
  public String key() {
    return key;
  }

  /** What people call it. */
  public String label() {
    return label;
  }

  /** The same for the head of a column. */
  public String brief() {
    return brief;
  }

  /**
   * Whether it is a mean of what each sample adds, whatever the other samples' answers are. The
   * average precision is not: it compares the outputs of different samples.
   */
  public boolean isMeanOverSamples() {
    return this != MEAN_AVERAGE_PRECISION;
  }

  /** The one that files call so; {@link #ACCURACY} for a file that names none. */
  public static Quality ofKey(String key) {
    return Arrays.stream(values()).filter(q -> q.key.equals(key)).findFirst().orElse(ACCURACY);
  }
}
