package io.evenkeel.gesture;

import io.evenkeel.gesture.SyntheticGestures.Gesture;
import io.evenkeel.input.BadInputException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * The writing of a set of gestures into a folder. Videos that are there are kept: the folder must
 * hold nothing that was made with other arguments.
 *
 * @param set what to write
 * @param out the folder
 * @param jobs how many gestures to work on at a time, at least 1; the bytes do not depend on it
 */
public record GestureFilming(SyntheticGestures set, Path out, int jobs) {
  private static final int MOST_JOBS = 1024;

  /** Checks the range. */
  public GestureFilming {
    if (jobs < 1 || jobs > MOST_JOBS) {
      throw new BadInputException(
          "--jobs", Integer.toString(jobs), "a whole number from 1 to " + MOST_JOBS);
    }
  }

  /**
   * What was done.
   *
   * @param written gestures of which a video was missing
   * @param kept gestures that were there
   */
  public record Outcome(int written, int kept) {
    /** Gestures that are there now. */
    public int done() {
      return written + kept;
    }
  }

  /**
   * Writes what is missing, and the lists once everything is there.
   *
   * @param progress hears of every gesture, by any thread
   * @param interrupted whether to stop; asked before every gesture
   * @throws UncheckedIOException if something cannot be written
   */
  public Outcome run(Runnable progress, BooleanSupplier interrupted) {
    List<Gesture> gestures = set.gestures();
    SensorNoise noise = set.noise();
    AtomicInteger next = new AtomicInteger();
    AtomicInteger written = new AtomicInteger();
    AtomicInteger kept = new AtomicInteger();
    Runnable job =
        () -> {
          int i;
          while (!interrupted.getAsBoolean()
              && !Thread.currentThread().isInterrupted()
              && (i = next.getAndIncrement()) < gestures.size()) {
            (set.write(out, gestures.get(i), noise) ? written : kept).incrementAndGet();
            progress.run();
          }
        };
    runAll(job);
    Outcome outcome = new Outcome(written.get(), kept.get());
    if (outcome.done() == gestures.size()) {
      set.writeLists(out);
    }
    return outcome;
  }

  private void runAll(Runnable job) {
    ExecutorService workers = Executors.newFixedThreadPool(jobs);
    try {
      List<Future<?>> futures = new ArrayList<>();
      for (int i = 0; i < jobs; i++) {
        futures.add(workers.submit(job));
      }
      futures.forEach(GestureFilming::await);
    } finally {
      workers.shutdownNow();
      awaitEnd(workers);
    }
  }

  /** After this nobody writes any more, also where one job has failed. */
  private static void awaitEnd(ExecutorService workers) {
    try {
      workers.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(Future<?> future) {
    try {
      future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      CancellationException cancelled = new CancellationException("interrupted while filming");
      cancelled.initCause(e);
      throw cancelled;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UncheckedIOException unwritable) {
        throw unwritable;
      }
      throw new IllegalStateException("filming failed", e.getCause());
    }
  }
}
