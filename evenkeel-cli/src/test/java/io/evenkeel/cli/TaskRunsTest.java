package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.evenkeel.run.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels and quantities of a manifest whose samples lack modalities, from recipe to report. */
class TaskRunsTest {
  private static final int ROWS = 80;

  @TempDir static Path folder;
  private static Path labels = Path.of("");
  private static Path quantities = Path.of("");

  @BeforeAll
  static void train() throws IOException {
    StringBuilder rows = new StringBuilder("a,b,tags,\"speed, m/s\",height,w\n");
    UniformRandomProvider random = new Seed(2).random();
    for (int row = 0; row < ROWS; row++) {
      double first = 2 * random.nextDouble() - 1;
      double second = 2 * random.nextDouble() - 1;
      rows.append(
          String.format(
              Locale.ROOT,
              "%s,%s,%s,%.3f,%.5f,%d%n",
              row % 4 == 0 ? "" : String.format(Locale.ROOT, "%.3f %.3f", first, second),
              row % 4 == 1 ? "" : String.format(Locale.ROOT, "%.3f %.3f", second, 0.5),
              first > 0 ? second > 0 ? "up;left" : "up" : "left",
              100 + 10 * first,
              second / 100,
              1 + row % 2));
    }
    Files.writeString(folder.resolve("samples.csv"), rows);
    labels = trained("labels", "{task: multi-label, label: tags, weight: w}");
    quantities = trained("quantities", "{task: regression, targets: [\"speed, m/s\", height]}");
  }

  private static Path trained(String name, String table) throws IOException {
    Path recipe =
        Files.writeString(
            folder.resolve(name + ".yaml"),
            """
            epochs: 2
            batch_size: 20
            threads: 1
            data:
              source: manifest
              directory: %s
              manifest: samples.csv
              modalities: [a, b]
              table: %s
              inputs: {a: {kind: vector}, b: {kind: vector}}
            model: {encoder: mlp, fusion: {after: [hidden1, hidden2]}}
            optimizer: {learning_rate: 0.05}
            """
                .formatted(folder, table));
    Path out = folder.resolve(name);
    CommandRun training = CommandRun.of("train", recipe.toString(), "--out", out.toString());
    assertThat(training.code()).as(training.err()).isZero();
    assertThat(training.err()).contains("a is missing in").doesNotContain("train -");
    return out;
  }

  private static JsonNode json(Path run, String file) throws IOException {
    return new ObjectMapper().readTree(run.resolve(file).toFile());
  }

  private static CommandRun diagnose(Path run, String... options) {
    return CommandRun.of(
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of("diagnose", run.toString(), "--split", "test"),
                java.util.stream.Stream.of(options))
            .toArray(String[]::new));
  }

  @Test
  void theSummaryNamesTheMetricAndCountsWhatIsMissing() throws IOException {
    JsonNode told = json(labels, "summary.json");
    JsonNode measured = json(quantities, "summary.json");

    assertThat(told.path("metric").asText()).isEqualTo("mean-average-precision");
    assertThat(told.has("target_scales")).isFalse();
    assertThat(measured.path("metric").asText()).isEqualTo("r2");
    assertThat(measured.at("/target_scales/height/deviation").asDouble()).isBetween(1e-3, 1e-2);
    int missing = 0;
    for (JsonNode split : told.path("missing")) {
      missing += split.path("a").asInt();
    }
    assertThat(missing).isEqualTo(ROWS / 4);
    assertThat(told.at("/test/accuracy").asDouble()).isBetween(0.3, 1.0);
    assertThat(told.at("/splits/test/interval/resamples").asInt()).isEqualTo(1000);
  }

  @Test
  void epochsHaveNoTrainingAccuracyButTheMetricOfTheValidationSplit() throws IOException {
    List<String> history = Files.readAllLines(quantities.resolve("history.csv"));
    List<String> names = List.of(history.get(0).split(","));
    String[] last = history.get(2).split(",");

    assertThat(last[names.indexOf("train_accuracy")]).isEmpty();
    assertThat(Double.parseDouble(last[names.indexOf("validation_accuracy")])).isLessThan(1);
  }

  @Test
  void diagnosisHasARowForEachLabelAndAColumnOfTruthsAndPredictions() throws IOException {
    Path file = folder.resolve("told.csv");

    CommandRun diagnosis = diagnose(labels, "--export", file.toString(), "--confusion");

    assertThat(diagnosis.code()).as(diagnosis.err()).isZero();
    assertThat(diagnosis.out()).contains("mean AP %", "have it %", "left ", "1,000 resamples");
    JsonNode outputs = json(labels, "diagnosis.json").at("/test/outputs");
    assertThat(outputs).hasSize(2);
    assertThat(outputs.at("/1/name").asText()).isEqualTo("up");
    assertThat(outputs.at("/0/branch_score/a").isNumber()).isTrue();
    List<String> rows = Files.readAllLines(file);
    assertThat(rows.get(0))
        .startsWith("split,index,true_left,predicted_left,true_up,predicted_up,predicted_a_left,");
    assertThat(rows).hasSize(1 + ROWS / 5);
    assertThat(rows.subList(1, rows.size())).anyMatch(row -> row.contains(",,,,"));
  }

  @Test
  void quantitiesAreExportedInTheirOwnUnitsUnderTheirQuotedNames() throws IOException {
    Path file = folder.resolve("measured.csv");

    CommandRun diagnosis = diagnose(quantities, "--export", file.toString());

    assertThat(diagnosis.out()).contains("R² %", "speed, m/s");
    List<String> rows = Files.readAllLines(file);
    assertThat(rows.get(0)).startsWith("split,index,\"true_speed, m/s\",\"predicted_speed, m/s\",");
    String[] first = rows.get(1).split(",");
    assertThat(Double.parseDouble(first[2])).isBetween(90.0, 110.0);
    assertThat(Double.parseDouble(first[3])).isBetween(50.0, 150.0);
  }

  @Test
  void whatGoesInAndComesOutIsWrittenDownForOthers() throws IOException {
    JsonNode inputs = json(labels, "inputs.json");

    assertThat(inputs.path("task").asText()).isEqualTo("multi-label");
    assertThat(inputs.path("outputs")).map(JsonNode::asText).containsExactly("left", "up");
    JsonNode vector = inputs.at("/modalities/b");
    assertThat(vector.path("shape")).map(JsonNode::asInt).containsExactly(2);
    assertThat(vector.path("mean")).hasSize(2);
    assertThat(vector.at("/mean/1").asDouble()).isEqualTo(0.5);
    // Evenly from -1 to 1.
    assertThat(vector.at("/deviation/0").asDouble()).isBetween(0.4, 0.75);
    assertThat(json(quantities, "inputs.json").path("task").asText()).isEqualTo("regression");
  }

  @Test
  void probesAskForTheMetricOfTheTaskAndAreDrawnUnderItsName() throws IOException {
    CommandRun told = diagnose(labels, "--probe", "all", "--bootstrap", "100");
    CommandRun measured = diagnose(quantities, "--probe", "all", "--bootstrap", "100");

    assertThat(told.code()).as(told.err()).isZero();
    assertThat(told.out())
        .contains(
            "shapley on test: mean average precision from ",
            "of mean AP",
            "missing on test, mean average precision %; absent: train-mean",
            "noise on test, mean average precision %;",
            "pairwise on test",
            "gradients on train");
    assertThat(measured.code()).as(measured.err()).isZero();
    assertThat(measured.out()).contains("shapley on test: R² from ", "each of them");
    CommandRun report = CommandRun.of("report", quantities.toString());
    assertThat(report.code()).as(report.err()).isZero();
    assertThat(Files.readString(quantities.resolve("report.html")))
        .contains("fair share of the R² that", "R² of the prediction when one modality has")
        .doesNotContain("accuracy that all of them");
  }

  @Test
  void theReportCallsTheMetricByItsNameAndDrawsPredictedAgainstTrue() throws IOException {
    String told = Files.readString(labels.resolve("report.html"));
    String measured = Files.readString(quantities.resolve("report.html"));

    assertThat(told)
        .contains(
            "Mean average precision on held-out data", "Each label on test", "samples without")
        .doesNotContain("accuracy", "confusion matrix", "NaN");
    assertThat(measured)
        .contains("R² on held-out data", "height of quantities on test, predicted against true")
        .doesNotContain("NaN");
    assertThat(measured.split("<circle class=\"bar", -1).length - 1).isEqualTo(2 * ROWS / 5);
  }
}
