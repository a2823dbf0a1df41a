package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

  private Process startEndlessRun(Path out) throws IOException {
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
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Evenkeel.class.getName(),
            "train",
            recipe.toString(),
            "--out",
            out.toString())
        .redirectOutput(folder.resolve("stdout").toFile())
        .redirectError(folder.resolve("stderr").toFile())
        .start();
  }

  private String printed(String stream) throws IOException {
    return Files.readString(folder.resolve(stream));
  }

  private void awaitFirstEpoch(Process run, Path history) throws Exception {
    long deadline = System.nanoTime() + FIRST_EPOCH.toNanos();
    while (!Files.exists(history) || Files.readAllLines(history).size() < 2) {
      assertThat(run.waitFor(50, TimeUnit.MILLISECONDS)).as(printed("stderr")).isFalse();
      assertThat(System.nanoTime()).as("no epoch ended").isLessThan(deadline);
    }
  }

  @Test
  void aRunThatIsToldToEndPutsItsBestWeightsAway() throws Exception {
    Path out = folder.resolve("run");
    Process run = startEndlessRun(out);
    try {
      awaitFirstEpoch(run, out.resolve("history.csv"));

      run.toHandle().destroy();

      assertThat(run.waitFor(60, TimeUnit.SECONDS)).as("ended: %s", printed("stderr")).isTrue();
      assertThat(run.exitValue()).as(printed("stderr")).isEqualTo(130);
    } finally {
      run.destroyForcibly();
    }
    assertThat(printed("stderr").lines()).last().asString().startsWith("interrupted");
    assertThat(printed("stdout")).isEmpty();
    assertThat(out.resolve("summary.json")).doesNotExist();
    assertThat(out.resolve("best.safetensors")).isRegularFile();

    CommandRun diagnosis = CommandRun.of("diagnose", out.toString(), "--split", "test");
    assertThat(diagnosis.code()).as(diagnosis.err()).isZero();

    CommandRun report = CommandRun.of("report", out.toString());
    assertThat(report.code()).as(report.err()).isZero();
    assertThat(out.resolve("report.html")).content().contains("Unfinished: run");
  }
}
