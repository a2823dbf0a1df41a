package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.run.Seed;
import io.evenkeel.runs.RunLock;
import io.evenkeel.runs.Summary;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs that are killed, as by a power cut, at random moments, half of them while a checkpoint is
 * being written, and go on until they finish: they come to the bytes of one that nobody touched.
 *
 * <p>{@code -Devenkeel.kills=N} sets how many kills there are at least, {@code
 * -Devenkeel.kill_seed=S} when they come.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a file that is open cannot be replaced there")
class KillTest {
  private static final int KILLS = Integer.getInteger("evenkeel.kills", 6);
  private static final long SEED = Long.getLong("evenkeel.kill_seed", 1);
  private static final int MOST_A_RUN = 8;
  private static final int LONGEST_MILLIS = 1000;
  private static final List<String> COMPARED =
      List.of("best.safetensors", "steps.csv", "history.csv", "recipe.yaml");

  @TempDir Path folder;
  private final UniformRandomProvider random = new Seed(SEED).fold("kills").random();
  private int kills;
  private int killsWhileWriting;
  private int runs;

  private Path writeRecipe() throws IOException {
    return Files.writeString(
        folder.resolve("small.yaml"),
        """
        epochs: 3
        batch_size: 32
        threads: 1
        strategy: {alpha: 0.001, window: 3}
        schedule: {kind: plateau, patience: 0, threshold: 0.5}
        data: {train_samples: 640, validation_samples: 200, test_samples: 200}
        checkpoint: {steps: 1}
        """);
  }

  @Test
  void runsThatAreKilledComeToTheBytesOfOneThatWasNot() throws Exception {
    Path recipe = writeRecipe();
    Path whole = folder.resolve("whole");
    CommandRun run = CommandRun.of("train", recipe.toString(), "--out", whole.toString());
    assertThat(run.code()).as(run.err()).isZero();

    while (kills < KILLS) {
      Path out = folder.resolve("killed-" + runs++);
      int ofThisRun = 0;
      while (ofThisRun < MOST_A_RUN && kills < KILLS && killed(recipe, out)) {
        kills++;
        ofThisRun++;
      }
      CommandRun rest = CommandRun.of("train", recipe.toString(), "--out", out.toString());
      assertThat(rest.code()).as(rest.err()).isZero();
      assertSame(out, whole);
    }
    System.out.printf(
        "kill test: %d kills (%d of them while a file was being written) in %d runs, seed %d:"
            + " every run came to the same bytes%n",
        kills, killsWhileWriting, runs, SEED);
  }

  /** Trains in a process of its own until it ends or its moment comes; whether that came first. */
  private boolean killed(Path recipe, Path out) throws Exception {
    boolean whileWriting = random.nextBoolean();
    long delay = random.nextInt(LONGEST_MILLIS);
    try (ChildRun run =
        ChildRun.start(folder, "train", recipe.toString(), "--out", out.toString())) {
      awaitItsTurn(run, out);
      if (run.process().waitFor(delay, TimeUnit.MILLISECONDS)) {
        assertThat(run.process().exitValue()).as(run.err()).isZero();
        return false;
      }
      while (whileWriting && run.process().isAlive() && !isWriting(out.resolve("checkpoints"))) {
        Thread.onSpinWait();
      }
      run.process().destroyForcibly();
      boolean ended = run.process().waitFor() == 0;
      killsWhileWriting += !ended && isWriting(out.resolve("checkpoints")) ? 1 : 0;
      return !ended;
    }
  }

  /**
   * Waits until the run holds its directory: to start takes longer than to train, and kills before
   * would meet nothing that could be lost.
   */
  private static void awaitItsTurn(ChildRun run, Path out) throws InterruptedException {
    while (run.process().isAlive() && RunLock.writer(out).isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  private static boolean isWriting(Path checkpoints) throws IOException {
    try (DirectoryStream<Path> partial = Files.newDirectoryStream(checkpoints, "*.partial")) {
      return partial.iterator().hasNext();
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static void assertSame(Path actual, Path expected) throws IOException {
    for (String file : COMPARED) {
      assertThat(Files.mismatch(actual.resolve(file), expected.resolve(file)))
          .as("%s differs at byte", actual.resolve(file))
          .isEqualTo(-1);
    }
    assertThat(summaryWithoutTimes(actual)).isEqualTo(summaryWithoutTimes(expected));
    assertThat(actual.resolve("report.html")).isRegularFile();
    try (DirectoryStream<Path> partial = Files.newDirectoryStream(actual, "*.partial")) {
      assertThat(partial).isEmpty();
    }
  }

  /** Two runs never take the same time and memory. */
  private static JsonNode summaryWithoutTimes(Path run) throws IOException {
    ObjectNode summary =
        (ObjectNode) new ObjectMapper().readTree(run.resolve("summary.json").toFile());
    return summary.without(Summary.MEASURED);
  }
}
