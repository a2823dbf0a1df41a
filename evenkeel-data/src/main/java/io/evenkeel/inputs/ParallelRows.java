package io.evenkeel.inputs;

import io.evenkeel.input.BadInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Work over rows by all processors, whose outcome is that of a single one. */
public final class ParallelRows {
  private static final int CHUNK = 32;

  private final int[] rows;
  private final RowProgress progress;
  private final AtomicInteger firstFailed = new AtomicInteger(Integer.MAX_VALUE);

  private ParallelRows(int[] rows, RowProgress progress) {
    this.rows = rows;
    this.progress = progress;
  }

  private sealed interface Outcome<T> {
    record Done<T>(T value) implements Outcome<T> {}

    record Failed<T>(BadInputException reason) implements Outcome<T> {}

    record Skipped<T>() implements Outcome<T> {}
  }

  /**
   * What is made of each few rows, in their order; how rows are cut up follows from their number
   * alone.
   *
   * @throws BadInputException that of the first rows that fail, whichever failed first
   * @throws CancellationException if it was stopped
   */
  public static <T> List<T> chunks(int[] rows, RowProgress progress, Function<int[], T> work) {
    ParallelRows pass = new ParallelRows(rows, progress);
    int count = (rows.length + CHUNK - 1) / CHUNK;
    List<Outcome<T>> outcomes =
        IntStream.range(0, count).parallel().mapToObj(chunk -> pass.outcome(chunk, work)).toList();
    List<T> values = new ArrayList<>(count);
    for (Outcome<T> outcome : outcomes) {
      if (outcome instanceof Outcome.Failed<T> failed) {
        throw failed.reason();
      }
      if (outcome instanceof Outcome.Done<T> done) {
        values.add(done.value());
      }
    }
    if (progress.stopped()) {
      throw new CancellationException("stopped while rows were read");
    }
    return values;
  }

  /** Does something with each row, otherwise as {@link #chunks}. */
  public static void each(int[] rows, RowProgress progress, IntConsumer work) {
    chunks(
        rows,
        progress,
        few -> {
          for (int row : few) {
            work.accept(row);
          }
          return few.length;
        });
  }

  private <T> Outcome<T> outcome(int chunk, Function<int[], T> work) {
    if (progress.stopped() || chunk > firstFailed.get()) {
      return new Outcome.Skipped<>();
    }
    int from = chunk * CHUNK;
    int[] few = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + CHUNK));
    try {
      T value = work.apply(few);
      progress.done(few.length);
      return new Outcome.Done<>(value);
    } catch (BadInputException reason) {
      firstFailed.accumulateAndGet(chunk, Math::min);
      return new Outcome.Failed<>(reason);
    }
  }
}
