package io.evenkeel.data;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Batches that background threads put together ahead of their use: one thread, or two for data that
 * are decoded. They come in their order and with the same values, however many threads there are.
 *
 * <p>One thread consumes; any thread may close. What the data set throws is thrown by {@link #next}
 * in place of the batch that it hit, as the same object. Closing ends the background threads.
 */
public final class PrefetchingBatches implements Iterator<Batch>, AutoCloseable {
  /** How many batches are ready at most, beside one in the hands of each thread. */
  private static final int AHEAD = 2;

  private static final int DECODERS = 2;
  private static final long CLOSE_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final BatchAssembler assembler;
  private final List<int[]> batches;
  private final List<Worker> workers;
  private volatile boolean closed;
  private int delivered;
  private long waitNanos;

  private PrefetchingBatches(Dataset data, List<int[]> batches) {
    this.assembler = new BatchAssembler(data);
    this.batches = List.copyOf(batches);
    int threads = data.decodes() ? Math.max(1, Math.min(DECODERS, batches.size())) : 1;
    this.workers =
        IntStream.range(0, threads).mapToObj(first -> new Worker(first, threads)).toList();
  }

  private sealed interface Outcome {}

  private record Assembled(Batch batch) implements Outcome {}

  private record Failed(Throwable failure) implements Outcome {}

  private record Closed() implements Outcome {}

  /** Begins to assemble these batches, in this order; each is a list of places in the data set. */
  public static PrefetchingBatches of(Dataset data, List<int[]> batches) {
    PrefetchingBatches prefetching = new PrefetchingBatches(data, batches);
    prefetching.workers.forEach(worker -> worker.thread.start());
    return prefetching;
  }

  /** Begins to assemble every sample in its own order, as evaluation wants it. */
  public static PrefetchingBatches sequential(Dataset data, int batchSize) {
    return of(data, EpochOrder.sequential(data.size(), batchSize));
  }

  @Override
  public boolean hasNext() {
    return !closed && delivered < batches.size();
  }

  /**
   * The next batch, as soon as it is ready.
   *
   * @throws NoSuchElementException after the last batch
   * @throws IllegalStateException after {@link #close}
   * @throws CancellationException if the calling thread is interrupted while it waits
   */
  @Override
  public Batch next() {
    if (closed) {
      throw new IllegalStateException("the batches are closed");
    }
    if (!hasNext()) {
      throw new NoSuchElementException("all " + batches.size() + " batches were taken");
    }
    BlockingQueue<Outcome> ready = workers.get(delivered % workers.size()).ready;
    Outcome outcome = await(ready);
    if (outcome instanceof Assembled assembled) {
      delivered++;
      return assembled.batch();
    }
    // Left in place, so that a second call ends the same way and does not wait for ever.
    ready.offer(outcome);
    if (outcome instanceof Failed failed) {
      throw rethrown(failed.failure());
    }
    throw new IllegalStateException("the batches were closed while one was awaited");
  }

  /** How long {@link #next} has waited for batches so far, in nanoseconds. */
  public long waitNanos() {
    return waitNanos;
  }

  /** Ends the background threads and drops what is ready; safe at any moment, more than once. */
  @Override
  public void close() {
    closed = true;
    workers.forEach(worker -> worker.thread.interrupt());
    long deadline = System.nanoTime() + CLOSE_TIMEOUT_NANOS;
    for (Worker worker : workers) {
      join(worker.thread, deadline);
    }
    for (Worker worker : workers) {
      worker.ready.clear();
      worker.ready.offer(new Closed());
    }
  }

  private static void join(Thread thread, long deadline) {
    try {
      // 0 would wait for ever.
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      thread.join(Math.max(1, left));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Outcome await(BlockingQueue<Outcome> ready) {
    long start = System.nanoTime();
    try {
      return ready.take();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      CancellationException cancelled = new CancellationException("interrupted awaiting a batch");
      cancelled.initCause(interrupted);
      throw cancelled;
    } finally {
      waitNanos += System.nanoTime() - start;
    }
  }

  /** A thread that assembles every n-th batch, in order. */
  private final class Worker {
    private final BlockingQueue<Outcome> ready;
    private final int first;
    private final int stride;
    private final Thread thread = new Thread(this::work, "evenkeel-batches");

    Worker(int first, int stride) {
      this.first = first;
      this.stride = stride;
      ready = new ArrayBlockingQueue<>(Math.max(1, AHEAD / stride));
      thread.setDaemon(true);
    }

    private void work() {
      try {
        for (int i = first; i < batches.size(); i += stride) {
          Optional<Batch> batch = assembler.assembleUnless(() -> closed, batches.get(i));
          if (batch.isEmpty()) {
            return;
          }
          ready.put(new Assembled(batch.get()));
        }
      } catch (InterruptedException closing) {
        // Only close() interrupts this thread, and it wants the thread to end here.
      } catch (Throwable failure) {
        deliver(new Failed(failure));
      }
    }

    private void deliver(Failed failure) {
      try {
        ready.put(failure);
      } catch (InterruptedException closing) {
        // Nobody is left to tell.
      }
    }
  }

  private static RuntimeException rethrown(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    // A data set can declare no checked exception, so this is what it threw.
    return failure instanceof RuntimeException thrown ? thrown : new IllegalStateException(failure);
  }
}
