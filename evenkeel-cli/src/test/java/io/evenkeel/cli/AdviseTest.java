package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The advise command from end to end, on a task that takes milliseconds. */
class AdviseTest {
  @TempDir Path folder;
  private Path recipe = Path.of("");
  private Path out = Path.of("");

  @BeforeEach
  void writeRecipe() throws IOException {
    recipe =
        Files.writeString(
            folder.resolve("xor.yaml"),
            """
            epochs: 4
            batch_size: 32
            strategy: {name: guided, start_epoch: 1}
            data: {source: xor, modalities: [a, b], train_samples: 96, validation_samples: 50, test_samples: 60}
            model: {encoder: mlp, width: 8}
            """);
    out = folder.resolve("advice");
  }

  private CommandRun advise(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("advise", recipe.toString(), "--out", out.toString()));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(out.resolve("advice.json").toFile());
  }

  @Test
  void aQuestionIsAnsweredOnAPage() throws IOException {
    CommandRun run =
        advise("--budget", "1h", "--seeds", "2", "--remedies", "guided,random,late-ensemble");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("How plain training uses each modality", "vanilla", "guided", "late-ensemble")
        .contains("recipe to use: " + out.resolve("advised.yaml"));
    JsonNode plan = json().path("plan");
    assertThat(plan.path("train_samples").asInt()).isEqualTo(96);
    assertThat(plan.path("epochs").asInt()).isEqualTo(4);
    JsonNode answer = json().path("answer");
    assertThat(answer.path("modalities").properties()).hasSize(2);
    assertThat(answer.path("remedies").properties()).hasSize(3);
    assertThat(answer.path("vanilla").path("validation").path("seeds").asInt()).isEqualTo(2);
    assertThat(Files.readString(out.resolve("report.html")))
        .contains("Which modality is under-used", "Which remedy helps");
    assertThat(
            CommandRun.of(
                    "train",
                    out.resolve("advised.yaml").toString(),
                    "--out",
                    folder.resolve("run").toString())
                .code())
        .isZero();
  }

  @Test
  void theSameCommandTrainsNothingAnew() throws IOException {
    advise("--budget", "1h", "--seeds", "2", "--remedies", "guided,random");
    Path summary = out.resolve("look/vanilla/seed-1/summary.json");
    FileTime written = Files.getLastModifiedTime(summary);
    JsonNode answer = json().path("answer");

    CommandRun again = advise("--budget", "1h", "--seeds", "2", "--remedies", "guided,random");

    assertThat(again.code()).isZero();
    assertThat(Files.getLastModifiedTime(summary)).isEqualTo(written);
    assertThat(json().path("answer")).isEqualTo(answer);
  }

  @Test
  void aRemedyThatTheRecipeCannotTakeIsReportedAndTheOthersGoOn() throws IOException {
    Files.writeString(recipe, Files.readString(recipe) + "batch: {accumulate: 2}\n");

    CommandRun run = advise("--budget", "1h", "--seeds", "2", "--remedies", "guided,agm,random");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("failed", "agm: ");
    assertThat(json().at("/answer/remedies/agm/failed").asText()).contains("accumulate");
  }

  @Test
  void quantitiesAndSamplesThatLackAModalityAreAdvisedOn() throws IOException {
    StringBuilder csv = new StringBuilder("a,b,c,price\n");
    for (int i = 0; i < 60; i++) {
      int c = i * 7 % 11;
      csv.append(
          "%d,%s,%s,%d%n"
              .formatted(i % 5, i % 9 == 0 ? "" : i % 4, i % 8 == 0 ? "" : c, i % 5 + c));
    }
    Files.writeString(folder.resolve("m.csv"), csv.toString());
    Files.writeString(
        recipe,
        """
        epochs: 4
        batch_size: 16
        strategy: {name: vanilla}
        data:
          source: manifest
          manifest: m.csv
          modalities: [a, b, c]
          table: {task: regression, label: price}
          inputs: {a: {kind: vector}, b: {kind: vector}, c: {kind: vector}}
        model: {encoder: mlp, width: 8, fusion: {kind: none}}
        """);

    CommandRun run = advise("--budget", "1h", "--seeds", "2", "--remedies", "mmpareto");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("How plain training uses each modality: R² in %");
    assertThat(json().at("/answer/metric").asText()).isEqualTo("r2");
    assertThat(json().at("/answer/modalities").properties()).hasSize(3);
    assertThat(run.err().lines().filter(line -> line.contains("missing in")))
        .as("told when the data are opened, not again by each run")
        .hasSize(2);
  }

  @Test
  void anotherQuestionInTheSameFolderIsRefused() {
    advise("--budget", "1h", "--seeds", "2", "--remedies", "guided,random");

    CommandRun other =
        advise("--budget", "1h", "--seeds", "2", "--remedies", "guided,random", "--set", "width=9");

    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err()).contains("model.width").contains("another --out");
  }

  @Test
  void aRecipeOfOneModalityIsRefused() {
    CommandRun run = advise("--set", "modalities=[a]");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("data.modalities");
    assertThat(out).doesNotExist();
  }

  @Test
  void oneSeedIsRefusedForItHasNoInterval() {
    CommandRun run = advise("--seeds", "1");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--seeds").contains("interval");
  }
}
