package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A run in a process of its own, ended as Ctrl-C or a job scheduler would. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no signal that a process can answer")
class InterruptionTest {
  /** Only a hang takes so long. */
  private static final Duration FIRST_EPOCH = Duration.ofMinutes(5);

  @TempDir Path folder;

  private ChildRun startEndlessRun(Path out) throws IOException {
    Path recipe =
        Files.writeString(
            folder.resolve("endless.yaml"),
            """
            epochs: 1000000
            batch_size: 32
            threads: 1
            data: {train_samples: 320, validation_samples: 100, test_samples: 100}
            stopping: {perfect_epochs: 0}
            """);
    return ChildRun.start(folder, "train", recipe.toString(), "--out", out.toString());
  }

  private static void awaitFirstEpoch(ChildRun run, Path history) throws Exception {
    long deadline = System.nanoTime() + FIRST_EPOCH.toNanos();
    while (!Files.exists(history) || Files.readAllLines(history).size() < 2) {
      assertThat(run.process().waitFor(50, TimeUnit.MILLISECONDS)).as(run.err()).isFalse();
      assertThat(System.nanoTime()).as("no epoch ended").isLessThan(deadline);
    }
  }

  @Test
  void aRunThatIsToldToEndSaysHowToGoOnAndLeavesItsBestWeights() throws Exception {
    Path out = folder.resolve("run");
    try (ChildRun run = startEndlessRun(out)) {
      awaitFirstEpoch(run, out.resolve("history.csv"));

      run.process().toHandle().destroy();

      assertThat(run.process().waitFor(60, TimeUnit.SECONDS)).as("ended: %s", run.err()).isTrue();
      assertThat(run.process().exitValue()).as(run.err()).isEqualTo(130);
      assertThat(run.err().lines())
          .last()
          .asString()
          .startsWith("interrupted after step ")
          .endsWith("train --resume --out " + out);
      assertThat(run.out()).isEmpty();
    }
    assertThat(out.resolve("summary.json")).doesNotExist();
    assertThat(out.resolve("best.safetensors")).isRegularFile();
    assertThat(out.resolve("checkpoints").toFile().list()).hasSizeBetween(1, 2);

    CommandRun diagnosis = CommandRun.of("diagnose", out.toString(), "--split", "test");
    assertThat(diagnosis.code()).as(diagnosis.err()).isZero();

    CommandRun report = CommandRun.of("report", out.toString());
    assertThat(report.code()).as(report.err()).isZero();
    assertThat(out.resolve("report.html")).content().contains("Unfinished: run");
  }

  @Test
  void adviceThatIsToldToEndSaysHowToGoOn() throws Exception {
    Path recipe =
        Files.writeString(
            folder.resolve("small.yaml"),
            """
            batch_size: 32
            threads: 1
            data: {train_samples: 320, validation_samples: 100, test_samples: 100}
            """);
    Path out = folder.resolve("advice");
    String[] arguments = {"advise", recipe.toString(), "--budget", "1h", "--out", out.toString()};
    try (ChildRun run = ChildRun.start(folder, arguments)) {
      long deadline = System.nanoTime() + FIRST_EPOCH.toNanos();
      while (!run.err().contains("measuring what a run takes")) {
        assertThat(run.process().waitFor(50, TimeUnit.MILLISECONDS)).as(run.err()).isFalse();
        assertThat(System.nanoTime()).as("nothing was begun").isLessThan(deadline);
      }

      run.process().toHandle().destroy();

      assertThat(run.process().waitFor(60, TimeUnit.SECONDS)).as("ended: %s", run.err()).isTrue();
      assertThat(run.process().exitValue()).as(run.err()).isEqualTo(130);
      assertThat(run.err().lines()).last().isEqualTo("interrupted; the same command goes on");
    }
  }

  @Test
  void aDirectoryThatAProcessWritesInIsNobodyElses() throws Exception {
    Path out = folder.resolve("run");
    try (ChildRun run = startEndlessRun(out)) {
      awaitFirstEpoch(run, out.resolve("history.csv"));

      for (String more : List.of("--resume", "--overwrite")) {
        CommandRun second =
            CommandRun.of(
                "train", folder.resolve("endless.yaml").toString(), "--out", out.toString(), more);
        assertThat(second.code()).isEqualTo(2);
        assertThat(second.complaints())
            .singleElement()
            .asString()
            .contains(out.toString(), "train, process " + run.process().pid());
      }
      assertThat(run.process().isAlive()).isTrue();
    }
  }
}
