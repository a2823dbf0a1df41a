package io.evenkeel.clips;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs tasks by as many threads as there are processors. */
final class ParallelDecoding {
  private static final long PATIENCE_SECONDS = 60;

  private ParallelDecoding() {}

  /**
   * What each task answers, in their order; no task runs any more once this has ended.
   *
   * @throws CancellationException if the thread is interrupted while it waits
   * @throws RuntimeException the first failure of a task; what has not begun then is dropped
   */
  static <T> List<T> results(List<Callable<T>> tasks) {
    ExecutorService decoders =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    List<Future<T>> futures = new ArrayList<>();
    try {
      tasks.forEach(task -> futures.add(decoders.submit(task)));
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      CancellationException cancelled = new CancellationException("interrupted while decoding");
      cancelled.initCause(interrupted);
      throw cancelled;
    } catch (ExecutionException failed) {
      throw rethrown(failed.getCause() == null ? failed : failed.getCause());
    } finally {
      futures.forEach(future -> future.cancel(false));
      end(decoders);
    }
  }

  /** Waits, too, because the folder is another's to write once this returns. */
  private static void end(ExecutorService decoders) {
    decoders.shutdown();
    try {
      if (!decoders.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        decoders.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      decoders.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private static RuntimeException rethrown(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException thrown ? thrown : new IllegalStateException(failure);
  }
}
