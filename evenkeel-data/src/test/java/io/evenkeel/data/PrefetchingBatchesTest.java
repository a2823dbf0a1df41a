package io.evenkeel.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PrefetchingBatchesTest {
  private static final Modality ONLY = new Modality("only");

  @Test
  void batchesComeInTheGivenOrderWithTheGivenSamples() {
    Numbers data = new Numbers(10, sample -> {});
    try (var batches = PrefetchingBatches.of(data, List.of(new int[] {3, 1}, new int[] {7}))) {
      Batch first = batches.next();
      assertThat(first.size()).isEqualTo(2);
      assertThat(first.inputs().get(ONLY)).containsExactly(3, 3.5f, 1, 1.5f);
      assertThat(first.labels()).containsExactly(3, 1);
      assertThat(batches.next().labels()).containsExactly(7);
      assertThat(batches.hasNext()).isFalse();
      assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(batches::next);
    }
  }

  @Test
  void aSequentialPassSeesEverySample() {
    int seen = 0;
    try (var batches = PrefetchingBatches.sequential(new Numbers(101, sample -> {}), 10)) {
      while (batches.hasNext()) {
        for (long label : batches.next().labels()) {
          assertThat(label).isEqualTo(seen++);
        }
      }
    }
    assertThat(seen).isEqualTo(101);
  }

  @Test
  void batchesAreAssembledAheadButNotWithoutBound() throws Exception {
    AtomicInteger copied = new AtomicInteger();
    Numbers data = new Numbers(100, sample -> copied.incrementAndGet());
    try (var batches = PrefetchingBatches.sequential(data, 2)) {
      batches.next();
      Thread.sleep(200);
      // The one taken, two that are ready, and one in the hands of the thread.
      assertThat(copied.get()).isEqualTo(8);
    }
  }

  @Test
  void whatTheDataSetThrowsReachesTheConsumerAsItIsAndStays() {
    IllegalStateException failure = new IllegalStateException("sample 4 is broken");
    Numbers data =
        new Numbers(
            10,
            sample -> {
              if (sample == 4) {
                throw failure;
              }
            });
    try (var batches = PrefetchingBatches.sequential(data, 2)) {
      assertThat(batches.next().labels()).containsExactly(0, 1);
      assertThat(batches.next().labels()).containsExactly(2, 3);
      assertThat(catchThrowable(batches::next)).isSameAs(failure);
      assertThat(catchThrowable(batches::next)).isSameAs(failure);
    }
    assertThat(livingWorkers()).isZero();
  }

  @Test
  void anErrorReachesTheConsumerToo() {
    StackOverflowError failure = new StackOverflowError();
    Numbers data =
        new Numbers(
            2,
            sample -> {
              throw failure;
            });
    try (var batches = PrefetchingBatches.sequential(data, 2)) {
      assertThat(catchThrowable(batches::next)).isSameAs(failure);
    }
  }

  @Test
  void closingEndsTheThreadWhetherItIsFullBusyOrDone() {
    for (int taken = 0; taken <= 5; taken++) {
      PrefetchingBatches batches = PrefetchingBatches.sequential(new Numbers(10, sample -> {}), 2);
      for (int i = 0; i < taken; i++) {
        batches.next();
      }
      batches.close();
      batches.close();
      assertThat(livingWorkers()).isZero();
      assertThat(batches.hasNext()).isFalse();
      assertThatExceptionOfType(IllegalStateException.class).isThrownBy(batches::next);
    }
  }

  @Test
  void closingInterruptsAReaderThatBlocks() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    PrefetchingBatches batches =
        PrefetchingBatches.sequential(new Numbers(10, sample -> blockAt(sample, blocked)), 2);
    assertThat(blocked.await(5, TimeUnit.SECONDS)).isTrue();
    long start = System.nanoTime();
    batches.close();
    assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(2));
    assertThat(livingWorkers()).isZero();
  }

  @Test
  void closingWakesAConsumerThatWaits() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    PrefetchingBatches batches =
        PrefetchingBatches.sequential(new Numbers(10, sample -> blockAt(sample, blocked)), 2);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread consumer = new Thread(() -> thrown.set(catchThrowable(batches::next)));
    consumer.start();
    assertThat(blocked.await(5, TimeUnit.SECONDS)).isTrue();
    batches.close();
    consumer.join(5000);
    assertThat(consumer.isAlive()).isFalse();
    assertThat(thrown.get()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anInterruptedConsumerIsToldAndStaysInterrupted() {
    CountDownLatch blocked = new CountDownLatch(1);
    try (var batches =
        PrefetchingBatches.sequential(new Numbers(10, sample -> blockAt(sample, blocked)), 2)) {
      Thread.currentThread().interrupt();
      assertThat(catchThrowable(batches::next)).isInstanceOf(CancellationException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void theWaitOfTheConsumerIsMeasured() {
    Numbers slow = new Numbers(2, sample -> pause(50));
    try (var batches = PrefetchingBatches.sequential(slow, 2)) {
      assertThat(batches.waitNanos()).isZero();
      batches.next();
      assertThat(batches.waitNanos()).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  @Test
  void dataThatAreDecodedHaveTwoThreadsAndComeInTheSameOrder() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    Numbers data =
        new Numbers(
            101,
            true,
            sample -> {
              both.countDown();
              awaitAll(both);
              // The first of the two is the slower one.
              pause(sample / 10 % 2 == 0 ? 2 : 0);
            });
    int seen = 0;
    try (var batches = PrefetchingBatches.sequential(data, 10)) {
      while (batches.hasNext()) {
        Batch batch = batches.next();
        for (int i = 0; i < batch.size(); i++) {
          assertThat(batch.inputs().get(ONLY)[2 * i]).isEqualTo(seen);
          assertThat(batch.labels()[i]).isEqualTo(seen++);
        }
      }
    }
    assertThat(seen).isEqualTo(101);
    assertThat(livingWorkers()).isZero();
  }

  @Test
  void twoThreadsAreBoundedToo() throws Exception {
    AtomicInteger copied = new AtomicInteger();
    Numbers data = new Numbers(100, true, sample -> copied.incrementAndGet());
    try (var batches = PrefetchingBatches.sequential(data, 2)) {
      batches.next();
      Thread.sleep(200);
      // The one taken, two that are ready, and one in the hands of each thread.
      assertThat(copied.get()).isEqualTo(10);
    }
  }

  @Test
  void aFailureOfEitherThreadIsThrownInPlaceOfItsBatchAndStays() {
    for (int broken = 0; broken < 6; broken++) {
      IllegalStateException failure = new IllegalStateException("broken");
      int bad = broken;
      Numbers data =
          new Numbers(
              6,
              true,
              sample -> {
                if (sample == bad) {
                  throw failure;
                }
              });
      try (var batches = PrefetchingBatches.sequential(data, 1)) {
        for (int i = 0; i < broken; i++) {
          assertThat(batches.next().labels()).containsExactly(i);
        }
        assertThat(catchThrowable(batches::next)).isSameAs(failure);
        assertThat(catchThrowable(batches::next)).isSameAs(failure);
      }
      assertThat(livingWorkers()).isZero();
    }
  }

  @Test
  void closingEndsBothThreadsWhenOneBlocksAndWakesWhoWaits() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    PrefetchingBatches batches =
        PrefetchingBatches.sequential(new Numbers(10, true, s -> blockAt(s, blocked)), 2);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread consumer = new Thread(() -> thrown.set(catchThrowable(batches::next)));
    consumer.start();
    assertThat(blocked.await(5, TimeUnit.SECONDS)).isTrue();
    batches.close();
    consumer.join(5000);
    assertThat(consumer.isAlive()).isFalse();
    assertThat(thrown.get()).isInstanceOf(IllegalStateException.class);
    assertThat(livingWorkers()).isZero();
  }

  private static void awaitAll(CountDownLatch latch) {
    try {
      assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  private static void blockAt(int sample, CountDownLatch blocked) {
    if (sample == 0) {
      blocked.countDown();
      pause(10_000);
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  private static long livingWorkers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("evenkeel-batches"))
        .count();
  }

  /** Sample i has the label i and the values i and i + ½. */
  private record Numbers(int size, boolean decodes, IntConsumer onCopy) implements Dataset {
    Numbers(int size, IntConsumer onCopy) {
      this(size, false, onCopy);
    }

    @Override
    public PerModality<SampleShape> shapes() {
      return PerModality.of(List.of(ONLY), modality -> SampleShape.of(2));
    }

    @Override
    public int classes() {
      return size;
    }

    @Override
    public int label(int sample) {
      return sample;
    }

    @Override
    public void copy(Modality modality, int sample, float[] target, int offset) {
      onCopy.accept(sample);
      target[offset] = sample;
      target[offset + 1] = sample + 0.5f;
    }
  }
}
