package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.runs.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code diagnose} says and writes about one small run. */
class DiagnoseTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static Path run = Path.of("");
  private static JsonNode summary = JSON.nullNode();

  /** diagnosis.json as training left it. */
  private static JsonNode trained = JSON.nullNode();

  @BeforeAll
  static void train() throws IOException {
    Path recipe =
        Files.writeString(
            folder.resolve("small.yaml"),
            """
            epochs: 1
            batch_size: 32
            threads: 1
            data: {train_samples: 320, validation_samples: 50, test_samples: 100}
            """);
    run = folder.resolve("run");
    CommandRun.of("train", recipe.toString(), "--out", run.toString());
    summary = JSON.readTree(run.resolve("summary.json").toFile());
    trained = diagnosis();
  }

  private static JsonNode diagnosis() throws IOException {
    return JSON.readTree(run.resolve("diagnosis.json").toFile());
  }

  private static CommandRun diagnose(String... options) {
    String[] arguments = new String[2 + options.length];
    arguments[0] = "diagnose";
    arguments[1] = run.toString();
    System.arraycopy(options, 0, arguments, 2, options.length);
    return CommandRun.of(arguments);
  }

  private static JsonNode withoutClasses(JsonNode split) {
    return ((ObjectNode) split.deepCopy()).without(List.of("classes", "confusion"));
  }

  @Test
  void aRunIsDiagnosedAgainWithTheSameResult() throws IOException {
    CommandRun again = diagnose();

    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.out())
        .contains("coloured at random")
        .contains("from, to: the 95 % interval over samples")
        .contains("10,000 resamples")
        .contains("what another seed would give is not in it");
    assertThat(diagnosis()).isEqualTo(trained);
    assertThat(trained.properties()).hasSize(4);
    trained
        .properties()
        .forEach(
            split ->
                assertThat(withoutClasses(split.getValue()))
                    .isEqualTo(summary.path("splits").path(split.getKey())));
  }

  @Test
  void everyAccuracyLiesInItsInterval() {
    JsonNode test = summary.at("/splits/test");
    JsonNode interval = test.path("interval");

    assertThat(interval.path("resamples").asInt()).isEqualTo(10_000);
    assertThat(interval.path("level").asDouble()).isEqualTo(0.95);
    assertHolds(interval.path("accuracy"), test.path("accuracy"));
    for (String modality : List.of("gray", "color")) {
      for (String measure : List.of("branch_accuracy", "isolated_accuracy", "cur")) {
        assertThat(interval.path(measure).path(modality).isMissingNode()).isFalse();
        assertHolds(interval.path(measure).path(modality), test.path(measure).path(modality));
      }
    }
    assertHolds(interval.path("d_util"), test.path("d_util"));
  }

  private static void assertHolds(JsonNode interval, JsonNode value) {
    if (!interval.isNull()) {
      assertThat(value.asDouble())
          .isBetween(interval.path(0).asDouble(), interval.path(1).asDouble());
    }
  }

  @Test
  void otherResamplesAndNoneCanBeAskedForAndOtherSplitsStay() throws IOException {
    assertThat(diagnose("--split", "test", "--bootstrap", "100").code()).isZero();
    assertThat(diagnosis().at("/test/interval/resamples").asInt()).isEqualTo(100);

    CommandRun none = diagnose("--split", "test", "--bootstrap", "0");

    assertThat(none.code()).isZero();
    assertThat(none.out()).doesNotContain("from").doesNotContain("validation");
    assertThat(diagnosis().path("test").has("interval")).isFalse();
    assertThat(diagnosis().path("validation")).isEqualTo(trained.path("validation"));
  }

  @Test
  void exportedPredictionsGiveTheAccuraciesTheClassesAndTheConfusionMatrix() throws IOException {
    Path csv = folder.resolve("predictions.csv");

    assertThat(diagnose("--split", "test", "--export", csv.toString()).code()).isZero();

    List<String> lines = Files.readAllLines(csv);
    assertThat(lines.get(0))
        .isEqualTo(
            "split,index,label,predicted,predicted_gray,predicted_color,isolated_gray,isolated_color");
    int[][] counts = new int[10][10];
    int[] right = new int[8];
    for (int i = 0; i < 100; i++) {
      String[] cells = lines.get(i + 1).split(",");
      assertThat(cells[0]).isEqualTo("test");
      assertThat(cells[1]).isEqualTo(Integer.toString(i));
      counts[Integer.parseInt(cells[2])][Integer.parseInt(cells[3])]++;
      for (int column = 3; column < 8; column++) {
        right[column] += cells[column].equals(cells[2]) ? 1 : 0;
      }
    }
    assertThat(lines).hasSize(101);
    JsonNode test = trained.path("test");
    assertThat(right[3] / 100.0).isEqualTo(test.path("accuracy").asDouble());
    assertThat(right[5] / 100.0).isEqualTo(test.at("/branch_accuracy/color").asDouble());
    assertThat(right[6] / 100.0).isEqualTo(test.at("/isolated_accuracy/gray").asDouble());
    assertThat(JSON.<JsonNode>valueToTree(counts)).isEqualTo(test.at("/confusion/prediction"));
    for (int c = 0; c < 10; c++) {
      JsonNode score = test.path("classes").path(c);
      int samples = java.util.stream.IntStream.of(counts[c]).sum();
      assertThat(score.path("samples").asInt()).isEqualTo(samples);
      assertThat(score.path("recall").asDouble()).isEqualTo((double) counts[c][c] / samples);
    }
  }

  @Test
  void classesArePrintedAndMatricesWhenAskedFor() {
    assertThat(diagnose("--split", "test").out())
        .contains("class  samples  recall %  precision %  gray %")
        .doesNotContain("true \\ prediction");
    assertThat(diagnose("--split", "test", "--confusion").out())
        .contains("true \\ prediction")
        .contains("true \\ branch gray");
  }

  @Test
  void aRunThatAnotherProcessWritesIsNotDiagnosed() throws IOException {
    byte[] before = Files.readAllBytes(run.resolve("diagnosis.json"));

    CommandRun refused;
    try (RunLock lock = RunLock.acquire(run, "train")) {
      refused = diagnose("--split", "test");
    }

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.complaints()).singleElement().asString().contains("in use by train");
    assertThat(run.resolve("diagnosis.json")).hasBinaryContent(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "99", "-5", "1000001"})
  void resamplesThatTellNothingAreRefused(String resamples) {
    CommandRun refused = diagnose("--bootstrap", resamples);

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.complaints()).singleElement().asString().contains("--bootstrap", resamples);
  }

  @Test
  void anExportReplacesNoFileOfTheRunAndNeedsAFolder() throws IOException {
    byte[] weights = Files.readAllBytes(run.resolve("best.safetensors"));

    CommandRun own = diagnose("--export", run.resolve("./best.safetensors").toString());
    CommandRun nowhere = diagnose("--export", run.resolve("recipe.yaml/p.csv").toString());

    assertThat(own.code()).isEqualTo(2);
    assertThat(own.complaints()).singleElement().asString().contains("one of the run's own");
    assertThat(nowhere.code()).isEqualTo(2);
    assertThat(nowhere.complaints()).singleElement().asString().contains("recipe.yaml");
    assertThat(run.resolve("best.safetensors")).hasBinaryContent(weights);
  }
}
