package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.evenkeel.runs.RecipeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sweep command from end to end. */
class SweepTest {
  @TempDir Path folder;
  private Path recipe = Path.of("");
  private Path out = Path.of("");

  @BeforeEach
  void writeRecipe() throws IOException {
    recipe =
        Files.writeString(
            folder.resolve("small.yaml"),
            """
            seed: 7
            epochs: 1
            batch_size: 32
            strategy: {start_epoch: 1}
            data: {train_samples: 64, validation_samples: 50, test_samples: 50}
            """);
    out = folder.resolve("sweep");
  }

  private CommandRun sweep(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("sweep", recipe.toString(), "--out", out.toString()));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(out.resolve("sweep.json").toFile());
  }

  private List<String> folders() throws IOException {
    try (Stream<Path> entries = Files.list(out)) {
      return entries
          .filter(Files::isDirectory)
          .map(p -> p.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  private FileTime written(String cell) throws IOException {
    return Files.getLastModifiedTime(out.resolve(cell).resolve("summary.json"));
  }

  @Test
  void aGridIsRunChosenFromAndWrittenDown() throws IOException {
    CommandRun run =
        sweep("--grid", "learning_rate=0.001,1e9", "--grid", "window=1,5", "--seeds", "2");

    assertThat(run.code()).isZero();
    assertThat(folders())
        .containsExactly(
            "learning_rate=0.001,window=1",
            "learning_rate=0.001,window=5",
            "learning_rate=1e9,window=1",
            "learning_rate=1e9,window=5");
    JsonNode chosen = json().path("chosen");
    assertThat(chosen.path("point").asText()).startsWith("learning_rate=0.001,");
    assertThat(chosen.path("test_accuracy").path("mean").isNumber()).isTrue();

    assertTheFailedRunsAreRecorded(run);
    assertNoOtherTestResultIsTold(run);
    assertTheBestRecipeIsThatOfTheChosenRun(chosen.path("point").asText());
  }

  private void assertTheFailedRunsAreRecorded(CommandRun run) throws IOException {
    assertThat(Files.readAllLines(out.resolve("sweep.csv")))
        .hasSize(1 + 8)
        .filteredOn(line -> line.contains(",failed,,"))
        .hasSize(4)
        .allMatch(line -> line.contains("1e9") && line.contains("loss"));
    assertThat(run.out())
        .contains("4 runs of 8 failed; 2 points with a failed run cannot be chosen");
    assertThat(Files.readString(out.resolve("report.html"))).contains("Runs that failed");
  }

  /** The one look at the test split is at the chosen point's mean, in a sentence that says so. */
  private void assertNoOtherTestResultIsTold(CommandRun run) throws IOException {
    String page = Files.readString(out.resolve("report.html"));
    assertThat(page.split("(?i)accuracy on test|test split", -1)).hasSize(2);
    assertThat(run.out().lines().filter(line -> line.contains("test")))
        .hasSize(1)
        .allMatch(line -> line.startsWith("On the test split, looked at once the choice was made"));
    assertThat(run.err()).doesNotContain("test");
    assertThat(Files.readString(out.resolve("sweep.csv"))).doesNotContain("test");
  }

  private void assertTheBestRecipeIsThatOfTheChosenRun(String point) throws IOException {
    Path best = out.resolve("best.yaml");
    Path run = out.resolve(point).resolve("seed-7");
    assertThat(best).hasSameTextualContentAs(run.resolve("recipe.yaml"));

    Path again = folder.resolve("again");
    assertThat(CommandRun.of("train", best.toString(), "--out", again.toString()).code()).isZero();
    assertThat(again.resolve("best.safetensors"))
        .hasSameBinaryContentAs(run.resolve("best.safetensors"));
  }

  @Test
  void pointsThatGaveTheSameRunsAreNamed() throws IOException {
    // Nothing re-balances under so wide a tolerance, so that the window never matters.
    CommandRun run = sweep("--set", "alpha=1e9", "--grid", "window=1,5", "--seeds", "1");

    assertThat(run.out())
        .contains("These points gave the same runs, byte for byte: window=1; window=5.")
        .contains("The chosen point is the first of 2 that gave the same runs.");
    assertThat(json().path("same_runs")).hasToString("[[\"window=1\",\"window=5\"]]");
    assertThat(json().path("chosen").path("point").asText()).isEqualTo("window=1");
    assertThat(Files.readString(out.resolve("report.html"))).contains("window=1; window=5.");
  }

  @Test
  void finishedRunsAreNeverDoneAgainAndAWiderSearchGoesOnBesideThem() throws IOException {
    sweep("--grid", "window=1", "--seeds", "1");
    FileTime first = written("window=1/seed-7");

    assertThat(sweep("--grid", "window=1", "--seeds", "1").code()).isZero();
    // Weights take space, and a sweep does not need them again.
    Files.delete(out.resolve("window=1/seed-7/best.safetensors"));
    CommandRun wider = sweep("--grid", "window=5,1", "--seeds", "2");
    assertThat(wider.code()).as(wider.err()).isZero();

    assertThat(written("window=1/seed-7")).isEqualTo(first);
    assertThat(json().path("points")).hasSize(2);
    assertThat(folders()).containsExactly("window=1", "window=5");
    assertThat(out.resolve("window=5").resolve("seed-8")).isDirectory();

    assertAnotherSweepIsRefused();
  }

  private void assertAnotherSweepIsRefused() throws IOException {
    byte[] before = Files.readAllBytes(out.resolve("sweep.json"));
    refused("window 5", "--grid", "window=1", "--seeds", "2");
    refused("seed 8", "--grid", "window=1,5", "--seeds", "1");
    refused("epochs 1; expected 2", "--grid", "window=1,5", "--seeds", "2", "--set", "epochs=2");
    refused("keys [strategy.window]", "--grid", "alpha=1", "--seeds", "2");
    assertThat(out.resolve("sweep.json")).hasBinaryContent(before);
    assertThat(out.resolve("best.yaml")).exists();
  }

  private void refused(String said, String... arguments) {
    CommandRun run = sweep(arguments);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.complaints()).singleElement().asString().contains(said.split(" ")[0]);
    assertThat(run.complaints().get(0).replace('=', ' ')).contains(said);
  }

  @Test
  void aRandomSearchGoesOnWithMorePoints() throws IOException {
    String[] search = {
      "--random", "1", "--range", "learning_rate=0.001..0.1:log", "--grid", "window=1,5",
      "--search-seed", "3", "--seeds", "1", "--select", "validation-matched.loss"
    };
    assertThat(sweep(search).code()).isZero();
    String first = folders().get(0);
    FileTime time = written(first + "/seed-7");

    search[1] = "2";
    CommandRun run = sweep(search);

    assertThat(run.code()).isZero();
    assertThat(folders()).hasSize(2).contains(first);
    assertThat(written(first + "/seed-7")).isEqualTo(time);
    assertThat(run.out()).contains("chosen is the lowest mean validation-matched.loss");
    assertThat(Files.readString(out.resolve("report.html")))
        .contains("learning_rate (logarithmic)");
  }

  @Test
  void aSweepOfWhichEveryRunFailedEndsWithOne() throws IOException {
    CommandRun run = sweep("--grid", "learning_rate=1e9", "--seeds", "1");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.complaints()).singleElement().asString().contains("no point could be chosen");
    assertThat(out.resolve("best.yaml")).doesNotExist();
    assertThat(json().path("chosen").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --seeds 1                                               | at least one key
          --grid window=1 --seed 9223372036854775807              | seed: 9223372036854775807
          --random 3                                              | --range alpha=
          --grid window=1 --seeds two                             | no whole number
          --grid epochs=99999999999                               | expected a number within
          --grid window=                                          | an empty value
          --grid window=1 --seeds 0                               | --seeds: 0
          --grid window=1 --jobs 0                                | --jobs: 0
          --grid window=1 --grid window=2                         | strategy.window twice
          --grid windows=1                                        | unknown key windows
          --grid window=1 --select test.accuracy                  | chosen on the test set
          --grid window=1 --select validation.branch_accuracy.red | a modality among
          --grid window=1 --select validation-matched.loss --set data.colors.validation=class | no split
          --grid after=[conv9]                                    | conv9
          --grid window=1 --range alpha=0..1                      | no --random
          --grid window=1 --search-seed 3                         | no --random
          --random 2 --grid window=1                              | --random: 2
          --random 0 --range alpha=0..1                           | --random: 0
          """)
  void badInputIsRefusedBeforeAnythingIsWritten(String arguments, String said) {
    CommandRun run = sweep(arguments.split(" "));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.complaints()).singleElement().asString().contains(said);
    assertThat(out).doesNotExist();
  }

  @Test
  void aFolderOfSomethingElseIsRefused() throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("notes.txt"), "mine");

    CommandRun run = sweep("--grid", "window=1");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.complaints()).singleElement().asString().contains("no sweep.json");
  }

  @Test
  void aPointThatCannotBeRunIsRecordedAndTheOthersGoOn() throws IOException {
    CommandRun run = sweep("--grid", "after=[conv9],[conv3]", "--seeds", "1");

    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("conv9");
    assertThat(RecipeFile.read(out.resolve("best.yaml"), List.of()).model().fusion().after())
        .containsExactly("conv3");
  }
}
