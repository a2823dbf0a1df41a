package io.evenkeel.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.bench.LayoutPair.Layout;
import io.evenkeel.data.Batch;
import io.evenkeel.torch.Libtorch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BenchmarksTest {
  @SuppressWarnings("NullAway.Init")
  private static MnistPair pair;

  @BeforeAll
  static void makeThePair() {
    // One thread: a test machine that is busy with other modules would make two wait for each
    // other.
    Libtorch.useThreads(1);
    pair = new MnistPair(new MnistPair.Size(200, 50, 16));
  }

  @AfterAll
  static void closeThePair() {
    pair.close();
  }

  @Test
  void aStepChangesTheNetworkAndGivesAFiniteLoss() {
    double before = pair.network().buffers().values().dot(pair.network().buffers().values()).item();
    double loss = pair.step(MnistPair.REGULAR);
    double after = pair.network().buffers().values().dot(pair.network().buffers().values()).item();
    assertThat(loss).isFinite().isPositive();
    assertThat(after).isNotEqualTo(before);
  }

  @Test
  void everyLayoutComputesTheSameLoss() {
    Batch batch = pair.nextBatch();
    var parameters = pair.network().buffers().parameters();
    double first = loss(Layout.CHANNELS_FIRST, batch);
    assertThat(parameters).isNotEmpty();
    for (Layout layout : Layout.values()) {
      assertThat(loss(layout, batch)).isCloseTo(first, within(1e-4));
    }
  }

  private static double loss(Layout layout, Batch batch) {
    try (LayoutPair encoders = new LayoutPair(pair.network().buffers().parameters(), layout)) {
      return encoders.forwardAndBackward(batch);
    }
  }

  @Test
  void thePartsOfAStepRun() {
    assertThat(pair.forward()).isFinite();
    assertThat(pair.forwardAndBackward()).isFinite();
    assertThat(pair.bookkeeping()).isNotNull();
    assertThat(pair.step(pair.rebalanceFirst())).isFinite();
  }
}
