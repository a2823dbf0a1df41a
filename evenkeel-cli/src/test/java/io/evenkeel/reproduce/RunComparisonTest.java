package io.evenkeel.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.runs.RunFiles;
import io.evenkeel.safetensors.NamedArray;
import io.evenkeel.safetensors.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Directories made by hand, of which the second differs in one place. */
class RunComparisonTest {
  private static final String STEPS =
      "step,epoch,mode,modality,loss,d_speed\n1,1,regular,,2.5,\n2,1,rebalance,x,2.25,0.5\n";
  private static final String HISTORY = "epoch,train_loss,seconds,wait_seconds\n1,2.5,9.5,0.1\n";
  private static final String SUMMARY =
      """
      {"strategy": "guided", "test": {"accuracy": 0.5, "cur": {"x": null}}, "d": [1.0, 2.0],
       "seconds": 12.5, "samples_per_second": 100.0}
      """;
  private static final String PROVENANCE =
      "{\"evenkeel\": \"1\", \"cpu\": \"A\", \"threads\": 2, \"data_sha256\": \"00\"}";

  @TempDir Path folder;
  private RunFiles before = new RunFiles(Path.of(""));
  private RunFiles now = new RunFiles(Path.of(""));

  @BeforeEach
  void writeRuns() throws IOException {
    before = write("before");
    now = write("now");
  }

  private RunFiles write(String name) throws IOException {
    RunFiles files = new RunFiles(Files.createDirectory(folder.resolve(name)));
    Files.writeString(files.steps(), STEPS);
    Files.writeString(files.history(), HISTORY);
    Files.writeString(files.summary(), SUMMARY);
    Files.writeString(files.provenance(), PROVENANCE);
    weights(files, new NamedArray("a", List.of(2L), new float[] {1, 2}));
    return files;
  }

  private static void weights(RunFiles files, NamedArray... tensors) {
    Safetensors.write(files.weights(), Arrays.asList(tensors));
  }

  private static void change(Path file, String part, String other) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(part);
    Files.writeString(file, text.replace(part, other));
  }

  private FileComparison compared(Path file) {
    return RunComparison.of(before, now).files().stream()
        .filter(f -> f.file().equals(file.getFileName().toString()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theSameFilesAreIdentical() {
    RunComparison comparison = RunComparison.of(before, now);

    assertThat(comparison.verdict()).isEqualTo(Verdict.IDENTICAL);
    assertThat(comparison.files()).hasSize(4).allMatch(f -> f.first().isEmpty());
    assertThat(comparison.changed()).isEmpty();
  }

  @Test
  void wallClockValuesAreLeftOut() throws IOException {
    change(now.history(), "9.5,0.1", "11.25,0.3");
    change(now.summary(), "12.5", "30.0");
    change(now.summary(), "100.0", "55.5");

    assertThat(RunComparison.of(before, now).verdict()).isEqualTo(Verdict.IDENTICAL);
  }

  @Test
  void columnsOfTimeMayBeMissing() throws IOException {
    Files.writeString(now.history(), "epoch,train_loss\n1,2.5\n");

    assertThat(compared(now.history()).verdict()).isEqualTo(Verdict.IDENTICAL);
  }

  /** Tolerated are 1e-6 + 1e-4 · 2.5 = 0.000251 for the loss of the first step. */
  @ParameterizedTest
  @CsvSource({"2.50025, within tolerance", "2.5003, different", "NaN, different", "'', different"})
  void aNumberOfATableIsNamedWithItsStepAndColumn(String loss, String verdict) throws IOException {
    change(now.steps(), "2.5,", loss + ",");

    FileComparison steps = compared(now.steps());

    assertThat(steps.verdict()).hasToString(verdict);
    assertThat(steps.first().orElseThrow().where()).isEqualTo("step 1, loss");
    assertThat(steps.first().orElseThrow().before()).isEqualTo("2.5");
    assertThat(steps.first().orElseThrow().now()).isEqualTo(loss);
    assertThat(RunComparison.of(before, now).verdict()).hasToString(verdict);
  }

  @Test
  void theFirstDifferenceAndTheLargestAreBothNamed() throws IOException {
    change(now.steps(), "2.5,", "2.5000001,");
    change(now.steps(), "2.25,0.5", "2.25,0.75");

    FileComparison steps = compared(now.steps());

    assertThat(steps.verdict()).isEqualTo(Verdict.DIFFERENT);
    assertThat(steps.first()).hasToString("Optional[step 1, loss: 2.5000001, was 2.5]");
    assertThat(steps.largest()).hasToString("Optional[step 2, d_speed: 0.75, was 0.5]");
  }

  @Test
  void anotherDecisionIsNoRounding() throws IOException {
    change(now.steps(), "rebalance,x", "regular,");

    assertThat(compared(now.steps()).first())
        .hasToString("Optional[step 2, mode: regular, was rebalance]");
    assertThat(compared(now.steps()).verdict()).isEqualTo(Verdict.DIFFERENT);
  }

  @Test
  void rowsThatAreMissingOrNewAreCounted() throws IOException {
    Files.writeString(now.steps(), STEPS + "3,2,regular,,2.0,0.5\n");

    assertThat(compared(now.steps()).first()).hasToString("Optional[rows: 3, was 2]");
    assertThat(compared(now.steps()).verdict()).isEqualTo(Verdict.DIFFERENT);
  }

  @Test
  void anotherColumnIsADifference() throws IOException {
    change(now.steps(), "d_speed", "d_spied");

    assertThat(compared(now.steps()).verdict()).isEqualTo(Verdict.DIFFERENT);
    assertThat(compared(now.steps()).first().orElseThrow().where()).isEqualTo("columns");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.5 | 0.50004 | within tolerance | test.accuracy: 0.50004, was 0.5",
        "0.5 | 0.51 | different | test.accuracy: 0.51, was 0.5",
        "null | 0.1 | different | test.cur.x: 0.1, was null",
        "guided | random | different | strategy: random, was guided",
        "2.0 | 3.0 | different | d[1]: 3.0, was 2.0",
        "'d' | 'e' | different | d: absent, was [1.0,2.0]"
      })
  void aValueOfTheSummaryIsNamedByItsPath(
      String value, String other, String verdict, String difference) throws IOException {
    change(now.summary(), value.equals("d") ? "\"d\"" : value, other.equals("e") ? "\"e\"" : other);

    FileComparison summary = compared(now.summary());

    assertThat(summary.verdict()).hasToString(verdict);
    assertThat(summary.first().orElseThrow()).hasToString(difference);
  }

  @Test
  void aWeightIsNamedByItsTensorAndPlace() {
    weights(now, new NamedArray("a", List.of(2L), new float[] {1.00001f, 2.00004f}));
    FileComparison near = compared(now.weights());
    weights(now, new NamedArray("a", List.of(2L), new float[] {1, 2.5f}));
    FileComparison far = compared(now.weights());

    assertThat(near.verdict()).isEqualTo(Verdict.WITHIN_TOLERANCE);
    assertThat(near.first().orElseThrow().where()).isEqualTo("a[0]");
    assertThat(near.largest().orElseThrow().where()).isEqualTo("a[1]");
    assertThat(far.verdict()).isEqualTo(Verdict.DIFFERENT);
    assertThat(far.largest()).hasToString("Optional[a[1]: 2.5, was 2.0]");
  }

  @Test
  void tensorsThatAreMissingNewOrOfAnotherShapeAreDifferent() {
    weights(now, new NamedArray("b", List.of(1L), new float[] {1}));
    assertThat(compared(now.weights()).first()).hasToString("Optional[a: absent, was there]");
    assertThat(compared(now.weights()).verdict()).isEqualTo(Verdict.DIFFERENT);

    weights(now, new NamedArray("a", List.of(1L, 2L), new float[] {1, 2}));
    assertThat(compared(now.weights()).first()).hasToString("Optional[a, shape: [1, 2], was [2]]");
  }

  @Test
  void aFileThatCannotBeReadIsDifferent() throws IOException {
    Files.writeString(now.weights(), "no weights");
    Files.delete(now.summary());

    assertThat(compared(now.weights()).verdict()).isEqualTo(Verdict.DIFFERENT);
    assertThat(compared(now.summary()).verdict()).isEqualTo(Verdict.DIFFERENT);
  }

  @Test
  void whatChangedBesideTheRecipeIsNamed() throws IOException {
    change(now.provenance(), "\"A\"", "\"B\"");
    change(now.provenance(), "\"threads\": 2", "\"threads\": 3");

    assertThat(RunComparison.of(before, now).changed())
        .containsExactly(new Circumstance("cpu", "A", "B"), new Circumstance("threads", "2", "3"));
    Files.delete(before.provenance());
    assertThat(RunComparison.of(before, now).changed())
        .contains(new Circumstance("data_sha256", "unknown", "00"));
  }

  @Test
  void everythingIsThereAsJson() throws IOException {
    change(now.steps(), "2.5,", "3.5,");
    change(now.provenance(), "\"A\"", "\"B\"");

    var json = RunComparison.of(before, now).json();

    assertThat(json.path("result").asText()).isEqualTo("different");
    assertThat(json.at("/tolerance/relative").asDouble()).isEqualTo(1e-4);
    assertThat(json.at("/files/best.safetensors/result").asText()).isEqualTo("identical");
    assertThat(json.at("/files/steps.csv/first_difference/where").asText())
        .isEqualTo("step 1, loss");
    assertThat(json.at("/files/steps.csv/largest_difference/now").asText()).isEqualTo("3.5");
    assertThat(json.at("/circumstances/cpu/changed").asBoolean()).isTrue();
    assertThat(json.at("/circumstances/threads/changed").asBoolean()).isFalse();
  }
}
