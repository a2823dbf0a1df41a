package io.evenkeel.inputs;

import java.util.function.IntUnaryOperator;

/** The greatest of what rows have. */
final class Longest {
  private Longest() {}

  static int of(int[] rows, RowProgress progress, String what, IntUnaryOperator lengthOf) {
    progress.begin(what, rows.length);
    return ParallelRows.chunks(
            rows,
            progress,
            few -> {
              int longest = 1;
              for (int row : few) {
                longest = Math.max(longest, lengthOf.applyAsInt(row));
              }
              return longest;
            })
        .stream()
        .reduce(1, Math::max);
  }
}
