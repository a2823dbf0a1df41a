package io.evenkeel.train;

import java.util.function.Supplier;

/** Measures where the seconds of a run go, on top of those of its former sittings. */
final class RunClock {
  private final Elapsed before;
  private final long startNanos = System.nanoTime();
  private double validation;
  private double waiting;
  private double checkpoints;
  private long lastCheckpointNanos = startNanos;

  RunClock(Elapsed before) {
    this.before = before;
  }

  Elapsed now() {
    return before.plus(new Elapsed(secondsSince(startNanos), validation, waiting, checkpoints));
  }

  <T> T validating(Supplier<T> pass) {
    long start = System.nanoTime();
    T result = pass.get();
    validation += secondsSince(start);
    return result;
  }

  void waited(long nanos) {
    waiting += nanos * 1e-9;
  }

  void checkpointing(Runnable write) {
    long start = System.nanoTime();
    write.run();
    lastCheckpointNanos = System.nanoTime();
    checkpoints += secondsSince(start);
  }

  double secondsSinceCheckpoint() {
    return secondsSince(lastCheckpointNanos);
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) * 1e-9;
  }
}
