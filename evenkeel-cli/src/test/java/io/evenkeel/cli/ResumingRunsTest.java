package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A run that was killed, and what can have become of its directory since. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResumingRunsTest {
  private Path recipe = Path.of("");
  private Path whole = Path.of("");
  private Path killed = Path.of("");

  @BeforeAll
  void killARun(@TempDir Path folder) throws Exception {
    recipe =
        Files.writeString(
            folder.resolve("small.yaml"),
            """
            epochs: 2
            batch_size: 32
            threads: 1
            data: {train_samples: 640, validation_samples: 50, test_samples: 50}
            checkpoint: {steps: 2}
            """);
    whole = folder.resolve("whole");
    killed = folder.resolve("killed");
    CommandRun run = CommandRun.of("train", recipe.toString(), "--out", whole.toString());
    assertThat(run.code()).as(run.err()).isZero();
    try (ChildRun child =
        ChildRun.start(folder, "train", recipe.toString(), "--out", killed.toString())) {
      while (checkpoints(killed).size() < 2) {
        assertThat(child.process().waitFor(1, TimeUnit.MILLISECONDS)).as(child.err()).isFalse();
      }
      child.process().destroyForcibly().waitFor();
    }
    assertThat(killed.resolve("summary.json")).doesNotExist();
  }

  /** The newest first. */
  private static List<Path> checkpoints(Path run) throws IOException {
    if (!Files.exists(run.resolve("checkpoints"))) {
      return List.of();
    }
    try (var files = Files.list(run.resolve("checkpoints"))) {
      return files
          .filter(f -> f.toString().endsWith(".safetensors"))
          .sorted((a, b) -> b.compareTo(a))
          .toList();
    }
  }

  private Path copyTo(Path to) throws IOException {
    try (var files = Files.walk(killed)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(killed.relativize(file).toString()));
      }
    }
    return to;
  }

  private CommandRun train(Path out, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("train", recipe.toString(), "--out", out.toString()));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private void assertCameToTheSameEnd(CommandRun run, Path out) throws IOException {
    assertThat(run.code()).as(run.err()).isZero();
    for (String file : List.of("best.safetensors", "steps.csv", "history.csv")) {
      assertThat(Files.mismatch(out.resolve(file), whole.resolve(file))).as(file).isEqualTo(-1);
    }
  }

  @Test
  void itGoesOnWithItsRecipeOrWithout(@TempDir Path folder) throws IOException {
    Path first = copyTo(folder.resolve("first"));
    Path second = copyTo(folder.resolve("second"));

    CommandRun withRecipe = train(first);
    CommandRun without = CommandRun.of("train", "--resume", "--out", second.toString());

    assertCameToTheSameEnd(withRecipe, first);
    assertCameToTheSameEnd(without, second);
    assertThat(withRecipe.err()).contains("first  going on after step ");
    assertThat(first.resolve("provenance.json")).content().contains("\"resumed\"", "after_step");
  }

  @Test
  void aDamagedCheckpointIsPassedOverAndNamed(@TempDir Path folder) throws IOException {
    Path out = copyTo(folder.resolve("run"));
    Path newest = checkpoints(out).get(0);
    byte[] bytes = Files.readAllBytes(newest);
    bytes[bytes.length / 2] ^= 4;
    Files.write(newest, bytes);

    CommandRun run = train(out);

    assertCameToTheSameEnd(run, out);
    assertThat(run.err())
        .contains("checkpoint " + newest.getFileName() + " cannot be used")
        .contains("going on after step");
  }

  @Test
  void withoutAWholeCheckpointItBeginsAnewAndSaysSo(@TempDir Path folder) throws IOException {
    Path out = copyTo(folder.resolve("run"));
    for (Path checkpoint : checkpoints(out)) {
      Files.write(checkpoint, new byte[100]);
    }

    CommandRun run = train(out);

    assertCameToTheSameEnd(run, out);
    assertThat(run.err()).contains("beginning anew").doesNotContain("going on after step");
  }

  @Test
  void tablesThatLackRowsMakeACheckpointUseless(@TempDir Path folder) throws IOException {
    Path out = copyTo(folder.resolve("run"));
    Path steps = out.resolve("steps.csv");
    Files.write(steps, Files.readAllLines(steps).subList(0, 2));

    CommandRun run = train(out);

    assertCameToTheSameEnd(run, out);
    assertThat(run.err()).contains("tables lack rows");
  }

  @Test
  void anotherRecipeIsRefusedNamingTheKeyAndNothingChanges(@TempDir Path folder)
      throws IOException {
    Path out = copyTo(folder.resolve("run"));

    CommandRun run = train(out, "--set", "optimizer.learning_rate=0.02");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.complaints())
        .singleElement()
        .asString()
        .contains(out.toString(), "optimizer.learning_rate: 0.01 there, 0.02 here", "--overwrite");
    assertThat(checkpoints(out)).hasSize(2);
    assertThat(Files.mismatch(out.resolve("steps.csv"), killed.resolve("steps.csv"))).isEqualTo(-1);
  }

  @Test
  void howOftenCheckpointsAreWrittenMayChange(@TempDir Path folder) throws IOException {
    Path out = copyTo(folder.resolve("run"));

    assertCameToTheSameEnd(train(out, "--set", "checkpoint.steps=0"), out);
  }

  @Test
  void otherDataIsRefused(@TempDir Path folder) throws IOException {
    Path out = copyTo(folder.resolve("run"));
    alterProvenance(out, "(data_sha256\" : \")[0-9a-f]{4}", "$10000");

    CommandRun run = train(out);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.complaints()).singleElement().asString().contains("SHA-256");
  }

  @Test
  void anotherMachineIsNamed(@TempDir Path folder) throws IOException {
    Path out = copyTo(folder.resolve("run"));
    alterProvenance(out, "(\"cpu\" : \")[^\"]*", "$1Abacus");

    CommandRun run = train(out);

    assertThat(run.code()).isZero();
    assertThat(run.err()).contains("cpu was \"Abacus\" and is").contains("last bits");
  }

  private static void alterProvenance(Path out, String pattern, String by) throws IOException {
    Path file = out.resolve("provenance.json");
    String before = Files.readString(file);
    String after = before.replaceFirst(pattern, by);
    assertThat(after).isNotEqualTo(before);
    Files.writeString(file, after);
  }

  @Test
  void resumingAsksForARunAndTrainingForARecipe(@TempDir Path folder) {
    Path none = folder.resolve("none");

    CommandRun noRun = CommandRun.of("train", "--resume", "--out", none.toString());
    CommandRun noRecipe = CommandRun.of("train", "--out", none.toString());
    CommandRun both = train(none, "--resume", "--overwrite");

    for (CommandRun run : List.of(noRun, noRecipe, both)) {
      assertThat(run.code()).as(run.err()).isEqualTo(2);
      assertThat(run.complaints()).hasSize(1);
    }
    assertThat(none).doesNotExist();
  }

  @Test
  void aDiskThatFillsUpCostsNothingThatWasComplete(@TempDir Path folder) throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=5m", "tmpfs", disk.toString());
    assumeTrue(mounted, "skipped: only a privileged user can mount a small disk to fill up");
    try {
      Path ballast = Files.write(disk.resolve("ballast"), new byte[1_500_000]);
      Path out = disk.resolve("run");

      CommandRun full = train(out);

      assertThat(full.code()).as(full.err()).isEqualTo(1);
      assertThat(full.complaints()).singleElement().asString().contains("no space left");
      assertThat(checkpoints(out)).isNotEmpty();

      Files.delete(ballast);
      run("mount", "-o", "remount,size=20m", disk.toString());
      CommandRun rest = train(out);

      assertCameToTheSameEnd(rest, out);
      assertThat(rest.err()).contains("going on after step");
      assertThat(Objects.requireNonNull(out.toFile().list()))
          .noneMatch(name -> name.endsWith(".partial"));
    } finally {
      run("umount", disk.toString());
    }
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
