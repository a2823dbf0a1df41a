package io.evenkeel.train;

import static io.evenkeel.train.SmallRuns.NEVER;
import static io.evenkeel.train.SmallRuns.STEPS_PER_EPOCH;
import static io.evenkeel.train.SmallRuns.recipe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.data.DataSplits;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.recipe.BatchSpec;
import io.evenkeel.recipe.OptimizerSpec;
import io.evenkeel.run.Event;
import io.evenkeel.run.Observer;
import io.evenkeel.run.StepPlan;
import io.evenkeel.torch.Libtorch;
import io.evenkeel.torch.NativeMemory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NativeMemoryInTrainingTest {
  private static final DataSplits SPLITS = SmallRuns.splits();
  private static final int WARM_UP = 60;
  private static final int EPOCHS = WARM_UP + 170;

  /** What the runtime's compiler and allocators may take meanwhile: 40 kB a step. */
  private static final long MOST_RESIDENT_GROWTH = 60L << 20;

  /** Looks at native memory between steps. */
  private static final class Watch implements Observer {
    private long steps;
    private long objectsWarm;
    private long objectsMost;
    private long residentWarm;
    private long heapWarm;
    private byte[] garbage = {};

    @Override
    public void on(Event event) {
      if (event instanceof Event.StepFinished) {
        steps++;
        long objects = NativeMemory.objects();
        if (steps < (long) WARM_UP * STEPS_PER_EPOCH) {
          objectsWarm = Math.max(objectsWarm, objects);
        } else if (steps == (long) WARM_UP * STEPS_PER_EPOCH) {
          useTheWholeHeap();
          residentWarm = Libtorch.residentBytes();
          heapWarm = heap();
        } else {
          objectsMost = Math.max(objectsMost, objects);
        }
      }
    }

    /**
     * Heap that is there but was never written to is not resident yet: it would look like growth.
     */
    private void useTheWholeHeap() {
      for (long written = 0; written < heap(); written += garbage.length) {
        garbage = new byte[1 << 16];
      }
    }

    private static long heap() {
      return Runtime.getRuntime().totalMemory();
    }

    long residentGrowthBesideTheHeap() {
      return Libtorch.residentBytes() - residentWarm - Math.max(0, heap() - heapWarm);
    }
  }

  @Test
  void fifteenHundredStepsHoldNoMoreThanTheFirstOnes() {
    Watch watch = new Watch();
    try (MultimodalNetwork network = SmallRuns.network(SPLITS)) {
      Trainer.train(network, recipe(EPOCHS), SPLITS, watch, NEVER);
      for (int i = 0; i < 20; i++) {
        Diagnoser.diagnose(network, SPLITS.train(), List.of(SPLITS.test()), 60);
      }
    }

    assertThat(watch.steps).isEqualTo((long) EPOCHS * STEPS_PER_EPOCH).isGreaterThan(2000);
    assertThat(watch.objectsMost).isLessThanOrEqualTo(watch.objectsWarm);
    assertThat(watch.residentGrowthBesideTheHeap()).isLessThan(MOST_RESIDENT_GROWTH);
  }

  @Test
  void stepsInMicroBatchesLeaveNothingBehind() {
    List<Long> objects = new ArrayList<>();
    try (MultimodalNetwork network = SmallRuns.network(SPLITS)) {
      Trainer.train(
          network,
          recipe(12).withBatch(new BatchSpec(3)),
          SPLITS,
          event -> {
            if (event instanceof Event.EpochFinished) {
              objects.add(NativeMemory.objects());
            }
          },
          NEVER);
    }

    assertThat(Collections.max(objects.subList(6, 12)))
        .isLessThanOrEqualTo(Collections.max(objects.subList(0, 6)));
  }

  @Test
  void aDiagnosisLeavesNothingBehind() {
    try (MultimodalNetwork network = SmallRuns.network(SPLITS)) {
      Diagnoser.diagnose(network, SPLITS.train(), List.of(SPLITS.test()), 60);
      long before = NativeMemory.objects();

      Diagnoser.diagnose(network, SPLITS.train(), List.of(SPLITS.test()), 60);

      assertThat(NativeMemory.objects()).isLessThanOrEqualTo(before);
    }
  }

  @Test
  void aClosedNetworkHoldsNothing() throws InterruptedException {
    NativeMemory.collectGarbage();
    long before = NativeMemory.objects();
    MultimodalNetwork network = SmallRuns.network(SPLITS);
    Trainer.train(network, recipe(2), SPLITS, event -> {}, NEVER);
    assertThat(NativeMemory.objects()).isGreaterThan(before);

    network.close();

    assertThat(NativeMemory.objects()).isLessThanOrEqualTo(before);
  }

  static Stream<Named<Observer>> failures() {
    return Stream.of(
        Named.of("at the start", event -> failIf(event instanceof Event.TrainingStarted)),
        Named.of("at a step", event -> failIf(atStep(event, 12))),
        Named.of(
            "at a re-balancing step",
            event ->
                failIf(
                    event instanceof Event.StepFinished finished
                        && finished.evidence().plan() instanceof StepPlan.Rebalance)),
        Named.of("at an epoch", event -> failIf(event instanceof Event.EpochFinished)),
        Named.of("at the end", event -> failIf(event instanceof Event.TrainingFinished)));
  }

  private static boolean atStep(Event event, long step) {
    return event instanceof Event.StepFinished finished && finished.evidence().at().step() == step;
  }

  private static void failIf(boolean now) {
    if (now) {
      throw new IllegalStateException("disk full");
    }
  }

  @ParameterizedTest
  @MethodSource("failures")
  void anObserverThatThrowsLeavesNothingBehind(Observer failing) {
    try (MultimodalNetwork network = SmallRuns.network(SPLITS)) {
      Trainer.train(network, recipe(1), SPLITS, event -> {}, NEVER);
      long before = NativeMemory.objects();

      assertThatThrownBy(() -> Trainer.train(network, recipe(2), SPLITS, failing, NEVER))
          .hasMessage("disk full");

      assertThat(NativeMemory.objects()).isLessThanOrEqualTo(before);
      assertThat(Thread.getAllStackTraces().keySet())
          .extracting(Thread::getName)
          .doesNotContain("evenkeel-batches");
    }
  }

  @Test
  void divergenceLeavesNothingBehind() {
    try (MultimodalNetwork network = SmallRuns.network(SPLITS)) {
      Trainer.train(network, recipe(1), SPLITS, event -> {}, NEVER);
      long before = NativeMemory.objects();
      var recipe = recipe(2).withOptimizer(new OptimizerSpec(1e30, 0.9, 0));

      assertThatThrownBy(() -> Trainer.train(network, recipe, SPLITS, event -> {}, NEVER))
          .isInstanceOf(DivergedException.class);

      assertThat(NativeMemory.objects()).isLessThanOrEqualTo(before);
    }
  }
}
