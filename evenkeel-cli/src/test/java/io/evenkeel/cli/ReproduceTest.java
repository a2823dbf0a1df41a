package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.evenkeel.runs.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A small run, run again. */
class ReproduceTest {
  @TempDir static Path shared;
  private static Path original = Path.of("");

  @TempDir Path folder;
  private Path run = Path.of("");

  @BeforeAll
  static void train() throws IOException {
    Path recipe =
        Files.writeString(
            shared.resolve("small.yaml"),
            """
            epochs: 1
            batch_size: 32
            threads: 1
            data: {train_samples: 96, validation_samples: 50, test_samples: 50}
            """);
    original = shared.resolve("run");
    CommandRun.of("train", recipe.toString(), "--out", original.toString());
  }

  @BeforeEach
  void copyRun() throws IOException {
    run = Files.createDirectory(folder.resolve("run"));
    try (var files = Files.newDirectoryStream(original)) {
      for (Path file : files) {
        Files.copy(file, run.resolve(file.getFileName()));
      }
    }
  }

  private CommandRun reproduce(String... more) {
    List<String> arguments = new ArrayList<>(List.of("reproduce", run.toString()));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private void change(String file, String pattern, String other) throws IOException {
    String text = Files.readString(run.resolve(file));
    String changed = text.replaceFirst(pattern, other);
    assertThat(changed).isNotEqualTo(text);
    Files.writeString(run.resolve(file), changed);
  }

  private JsonNode result() throws IOException {
    return new ObjectMapper().readTree(run.resolve("reproduction.json").toFile());
  }

  @Test
  void aRunOnTheSameMachineIsIdenticalAndNothingIsLeftBeside() throws IOException {
    CommandRun again = reproduce();

    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.out())
        .startsWith("identical: the same bytes")
        .contains("nothing that results depend on has changed");
    assertThat(result().path("result").asText()).isEqualTo("identical");
    assertThat(folder.toFile().list()).containsExactly("run");
  }

  @Test
  void aRunThatDiffersIsKeptAndTheStepTheNumberAndTheProcessorAreNamed() throws IOException {
    change("steps.csv", "(?m)^2,1,regular,,[0-9.]+", "2,1,regular,,2.0");
    change("summary.json", "\"accuracy\" : [0-9.]+", "\"accuracy\" : 0.987");
    change("provenance.json", "\"cpu\" : \"[^\"]*\"", "\"cpu\" : \"another processor\"");

    CommandRun again = reproduce();

    assertThat(again.code()).as(again.err()).isEqualTo(1);
    assertThat(again.out())
        .startsWith("different")
        .contains("changed: cpu\n")
        .contains("steps.csv: first difference at step 2, loss: ")
        .contains(", was 2.0\n")
        .contains("summary.json: first difference at validation.accuracy: ")
        .containsPattern("best.safetensors +identical\n")
        .containsPattern("cpu +changed +another processor, now ");
    assertThat(result().at("/files/steps.csv/first_difference/where").asText())
        .isEqualTo("step 2, loss");
    assertThat(folder.resolve("run.reproduced/summary.json")).exists();

    CommandRun occupied = reproduce();
    assertThat(occupied.code()).isEqualTo(2);
    assertThat(occupied.complaints()).singleElement().asString().contains("a run is there already");
  }

  @Test
  void aRunIsNotReproducedOnOtherData() throws IOException {
    change("provenance.json", "(data_sha256\" : \")[0-9a-f]{4}", "$10000");

    CommandRun again = reproduce();

    assertThat(again.code()).isEqualTo(2);
    assertThat(again.complaints())
        .singleElement()
        .asString()
        .contains("SHA-256")
        .contains("those that it was trained on");
    assertThat(again.err()).doesNotContain("epoch");
    assertThat(folder.toFile().list()).containsExactly("run");
  }

  @Test
  void dataThatIsGoneIsNamed() throws IOException {
    change("recipe.yaml", "directory: null", "directory: /nowhere/digits");

    CommandRun again = reproduce();

    assertThat(again.code()).isEqualTo(2);
    assertThat(again.complaints()).singleElement().asString().contains("/nowhere/digits");
  }

  @ParameterizedTest
  @ValueSource(strings = {"recipe.yaml", "summary.json", "best.safetensors", "steps.csv"})
  void aRunThatHasNotFinishedIsRefused(String missing) throws IOException {
    Files.delete(run.resolve(missing));

    CommandRun again = reproduce();

    assertThat(again.code()).isEqualTo(2);
    assertThat(again.complaints()).singleElement().asString().contains(missing);
    assertThat(folder.toFile().list()).containsExactly("run");
  }

  @ParameterizedTest
  @ValueSource(strings = {"summary.json", "best.safetensors"})
  void aRunThatCannotBeReadIsRefusedBeforeAnythingIsTrained(String damaged) throws IOException {
    Path file = run.resolve(damaged);
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 100));

    CommandRun refused = reproduce();

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.complaints()).singleElement().asString().contains(damaged);
    assertThat(refused.err().lines()).hasSize(1);
    assertThat(folder.resolve("run.reproduced")).doesNotExist();
  }

  @Test
  void aRunThatSomebodyWritesInIsLeftAlone() {
    try (RunLock held = RunLock.acquire(run, "train")) {
      CommandRun refused = reproduce();

      assertThat(refused.code()).isEqualTo(2);
      assertThat(refused.complaints()).singleElement().asString().contains("in use by train");
    }
    assertThat(folder.resolve("run.reproduced")).doesNotExist();
  }

  @Test
  void theRunItselfIsNeverWrittenOver() throws IOException {
    byte[] before = Files.readAllBytes(run.resolve("summary.json"));

    assertThat(reproduce("--out", run.toString()).code()).isEqualTo(2);
    assertThat(reproduce("--threads", "-1").code()).isEqualTo(2);
    assertThat(run.resolve("summary.json")).hasBinaryContent(before);
  }
}
