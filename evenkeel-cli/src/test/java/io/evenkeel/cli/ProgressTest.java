package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.measure.Speeds;
import io.evenkeel.measure.Speeds.Sums;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.run.Event;
import io.evenkeel.run.Position;
import io.evenkeel.run.StepEvidence;
import io.evenkeel.run.StepPlan;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final Modality GRAY = new Modality("gray");
  private static final Modality COLOR = new Modality("color");
  private static final Speeds SPEEDS =
      new Speeds(new PerModality<>(List.of(GRAY, COLOR), List.of(new Sums(1, 10), new Sums(1, 1))));

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong();

  private Progress progress(int columns) {
    Progress progress =
        new Progress(
            "guided",
            new StatusLine(
                new PrintStream(bytes, true, StandardCharsets.UTF_8), columns, nanos::get));
    progress.on(new Event.TrainingStarted(List.of(GRAY, COLOR), 2, 100, 64, 0));
    return progress;
  }

  private static Event step(long step, StepPlan plan) {
    return new Event.StepFinished(new StepEvidence(new Position(1, step), plan, 1.5, .5, SPEEDS));
  }

  @Test
  void theLiveLineSaysWhereTheRunIsAndWhenItEnds() {
    Progress progress = progress(200);
    nanos.set(10_000_000_000L);

    progress.on(step(50, new StepPlan.Rebalance(GRAY)));

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .endsWith(
            "guided  epoch 1/2  step 50/200  loss 1.500  320 samples/s  d_speed +1.000"
                + "  re-balancing gray  ETA 0:30");
  }

  @Test
  void theLiveLineIsRedrawnAtMostFiveTimesASecond() {
    Progress progress = progress(200);
    for (int step = 1; step <= 100; step++) {
      nanos.addAndGet(10_000_000);
      progress.on(step(step, new StepPlan.Regular()));
    }

    assertThat(bytes.toString(StandardCharsets.UTF_8).split("guided", -1)).hasSizeBetween(5, 7);
  }

  @Test
  void stepsAreSilentWhereThereIsNoTerminal() {
    Progress progress = progress(0);
    nanos.set(10_000_000_000L);

    progress.on(step(50, new StepPlan.Regular()));

    assertThat(bytes.size()).isZero();
  }

  @Test
  void theLiveLineStaysWithinANarrowTerminal() {
    Progress progress = progress(40);
    nanos.set(10_000_000_000L);

    progress.on(step(50, new StepPlan.Regular()));

    String line = bytes.toString(StandardCharsets.UTF_8).substring("\r\u001b[K".length());
    assertThat(line).hasSize(39).startsWith("guided  epoch 1/2  step 50/200");
  }

  @Test
  void longTimesHaveHours() {
    assertThat(Progress.clock(75)).isEqualTo("1:15");
    assertThat(Progress.clock(3 * 3600 + 61)).isEqualTo("3:01:01");
  }
}
