package io.evenkeel.tensorboard;

import io.evenkeel.measure.Speeds;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.run.EpochReport;
import io.evenkeel.run.Event;
import io.evenkeel.run.Position;
import io.evenkeel.run.SplitScore;
import io.evenkeel.run.StepEvidence;
import io.evenkeel.run.StepPlan;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The events of a made-up run of two epochs of three steps, which stops after step 5 and goes on
 * from the checkpoint at step 3. Every value is a binary fraction, which a float holds exactly.
 */
final class StoppedRun {
  static final List<Modality> MODALITIES = List.of(new Modality("gray"), new Modality("color"));

  private StoppedRun() {}

  /** Writes two event files, the second a minute after the first. */
  static void write(Path folder) {
    part(folder, Instant.parse("2026-11-25T00:00:00.25Z"), 0, 5, 8);
    part(folder, Instant.parse("2026-11-25T00:01:00.25Z"), 3, 6, 16);
  }

  /** Steps in which the loss is {@code scale} / step, so that the two parts can be told apart. */
  private static void part(Path folder, Instant at, long done, long last, double scale) {
    try (EventWriter writer = EventWriter.open(folder, MODALITIES, done, () -> at)) {
      writer.on(new Event.TrainingStarted(MODALITIES, 2, 3, 32, done));
      for (long step = done + 1; step <= last; step++) {
        writer.on(new Event.StepFinished(step(step, scale)));
        if (step % 3 == 0) {
          writer.on(new Event.EpochFinished(epoch((int) step / 3)));
        }
      }
    }
  }

  private static StepEvidence step(long step, double scale) {
    StepPlan plan = step == 5 ? new StepPlan.Rebalance(MODALITIES.get(1)) : new StepPlan.Regular();
    return new StepEvidence(
        new Position(step <= 3 ? 1 : 2, step), plan, scale / step, step / 8.0, speeds(step));
  }

  /** s = 1 and 2, and so d_speed = −1, from the second step on. */
  private static Speeds speeds(long step) {
    return step == 1
        ? Speeds.none(MODALITIES)
        : new Speeds(
            new PerModality<>(
                MODALITIES, List.of(new Speeds.Sums(1, 10), new Speeds.Sums(1, 100))));
  }

  static EpochReport epoch(int epoch) {
    PerModality<Double> branches = new PerModality<>(MODALITIES, List.of(0.25, 0.75));
    SplitScore validation = new SplitScore(100, 1.5, 0.5 * epoch, branches);
    return new EpochReport(
        new Position(epoch, 3L * epoch),
        0.125,
        2.5,
        OptionalDouble.of(0.375),
        epoch - 1,
        validation,
        speeds(3L * epoch),
        true,
        1,
        0,
        0);
  }
}
