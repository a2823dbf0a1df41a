package io.evenkeel.tabular;

import java.util.List;

/**
 * Which columns of a manifest are one tabular modality.
 *
 * @param numeric names of columns of numbers, in the order that the network takes them
 * @param categorical names of columns of categories, likewise
 * @param missing what is said about numbers that are missing
 */
public record TabularColumns(
    List<String> numeric, List<String> categorical, MissingNumbers missing) {
  /** Keeps its own copies of the lists. */
  public TabularColumns {
    numeric = List.copyOf(numeric);
    categorical = List.copyOf(categorical);
    if (numeric.isEmpty() && categorical.isEmpty()) {
      throw new IllegalArgumentException("no columns");
    }
  }

  /** How numbers that are missing appear. */
  public enum MissingNumbers {
    /** As 0, the mean. */
    MEAN,
    /**
     * As 0, and behind all numbers stands one more for each numeric column: 1 where it is missing.
     */
    MEAN_AND_INDICATOR
  }
}
