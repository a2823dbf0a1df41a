package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.runs.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a run that is in the way, and of one that fails. */
class ReplacingRunsTest {
  @TempDir Path folder;
  private Path recipe = Path.of("");
  private Path out = Path.of("");

  @BeforeEach
  void writeRecipe() throws IOException {
    recipe =
        Files.writeString(
            folder.resolve("small.yaml"),
            """
            epochs: 1
            batch_size: 32
            threads: 1
            data: {train_samples: 96, validation_samples: 50, test_samples: 50}
            """);
    out = folder.resolve("run");
  }

  private CommandRun train(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("train", recipe.toString(), "--out", out.toString()));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private byte[] summary() throws IOException {
    return Files.readAllBytes(out.resolve("summary.json"));
  }

  @Test
  void aReplacementThatFailsPutsTheOldRunBack() throws IOException {
    train();
    byte[] before = summary();
    String[] files = out.toFile().list();

    assertThat(train("--overwrite", "--set", "learning_rate=1e9").code()).isEqualTo(1);

    assertThat(summary()).isEqualTo(before);
    assertThat(out.toFile().list()).containsExactlyInAnyOrder(files);
    assertThat(CommandRun.of("diagnose", out.toString()).code()).isZero();
  }

  @Test
  void aReplacementThatSucceedsLeavesNothingOfTheOldRun() throws IOException {
    train();
    byte[] before = summary();
    Files.writeString(out.resolve("diagnosis.json"), "{\"a split of the old run\": {}}");

    assertThat(train("--overwrite", "--seed", "5").code()).isZero();

    assertThat(summary()).isNotEqualTo(before);
    assertThat(out.resolve("diagnosis.json")).content().doesNotContain("old run");
    assertThat(out.resolve(".replaced")).doesNotExist();
  }

  @Test
  void theOldRunSurvivesAReplacementThatWasKilled() throws IOException {
    train();
    byte[] before = summary();
    Path aside = Files.createDirectory(out.resolve(".replaced"));
    for (Path file : new RunFiles(out).all()) {
      if (Files.exists(file)) {
        Files.move(file, aside.resolve(file.getFileName()));
      }
    }
    Files.copy(recipe, out.resolve("recipe.yaml"));

    assertThat(train("--overwrite", "--set", "learning_rate=1e9").code()).isEqualTo(1);

    assertThat(summary()).isEqualTo(before);
    assertThat(aside).doesNotExist();
  }

  @Test
  void aReplacementThatCameToItsEndIsTheRunToKeepEvenIfTheOldOneIsStillAside() throws IOException {
    train("--seed", "5");
    Path aside = out.resolve(".replaced");
    Files.createDirectories(aside.resolve("checkpoints"));
    Files.writeString(aside.resolve("recipe.yaml"), "seed: 1");
    Files.writeString(aside.resolve("summary.json"), "{\"seed\": 1}");
    byte[] before = summary();

    assertThat(train("--overwrite", "--set", "learning_rate=1e9").code()).isEqualTo(1);

    assertThat(summary()).isEqualTo(before);
    assertThat(aside).doesNotExist();
  }

  @Test
  void whatIsLeftOfAHalfDeletedRunIsNotInTheWay() throws IOException {
    train();
    byte[] before = summary();
    Path left = Files.createDirectories(out.resolve(".replaced").resolve("checkpoints"));
    Files.writeString(left.resolve("step-0000000001.safetensors"), "old");

    CommandRun failing = train("--overwrite", "--set", "learning_rate=1e9");

    assertThat(failing.complaints()).singleElement().asString().contains("training diverged");
    assertThat(summary()).isEqualTo(before);
    assertThat(out.resolve("checkpoints/step-0000000001.safetensors")).doesNotExist();
  }

  @Test
  void aRunThatFailedSaysWhyAndIsNotInTheWay() throws IOException {
    assertThat(train("--set", "learning_rate=1e9").code()).isEqualTo(1);
    assertThat(Files.readString(out.resolve("provenance.json"))).contains("training diverged");
    assertThat(CommandRun.of("report", out.toString()).code()).isZero();
    assertThat(Files.readString(out.resolve("report.html"))).contains("failed");

    assertThat(train().code()).isZero();
    assertThat(Files.readString(out.resolve("provenance.json"))).doesNotContain("diverged");
  }

  @Test
  void aDemoDoesNotReplaceARunThatIsNoDemo() throws IOException {
    out = folder.resolve("guided");
    train();
    byte[] before = summary();

    CommandRun demo = CommandRun.of("demo", "--out", folder.toString());

    assertThat(demo.code()).isEqualTo(2);
    assertThat(demo.complaints()).singleElement().asString().contains("guided").contains("demo");
    assertThat(summary()).isEqualTo(before);
    assertThat(folder.resolve("vanilla")).doesNotExist();
  }

  @Test
  void aRunOnARelativeFolderCanBeDiagnosedFromAnywhere() throws IOException {
    Path digits = MnistFolder.in(folder);
    Path relative = Path.of("").toAbsolutePath().relativize(digits);

    assertThat(train("--set", "data.directory=" + relative).code()).isZero();

    CommandRun diagnosis = CommandRun.of("diagnose", out.toString());
    assertThat(diagnosis.code()).as(diagnosis.err()).isZero();
  }

  @Test
  void aRunIsNotDiagnosedOnOtherDataThanItsOwn() throws IOException {
    train();
    Path provenance = out.resolve("provenance.json");
    String altered =
        Files.readString(provenance).replaceFirst("(data_sha256\" : \")[0-9a-f]{4}", "$10000");
    Files.writeString(provenance, altered);

    CommandRun run = CommandRun.of("diagnose", out.toString());

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.complaints()).singleElement().asString().contains("SHA-256");
  }
}
