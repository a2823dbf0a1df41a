package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.evenkeel.runs.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command compare, on runs of a second. */
class CompareTest {
  @TempDir Path folder;
  private Path out = Path.of("");

  @BeforeEach
  void chooseOut() {
    out = folder.resolve("out");
  }

  private String recipe(String name, String... lines) throws IOException {
    Path file = folder.resolve(name + ".yaml");
    Files.createDirectories(file.getParent());
    return Files.writeString(
            file,
            """
            epochs: 1
            batch_size: 32
            data: {train_samples: 96, validation_samples: 50, test_samples: 50}
            """
                + String.join("\n", lines))
        .toString();
  }

  private CommandRun compare(String... more) {
    List<String> arguments = new ArrayList<>(List.of("compare", "--out", out.toString()));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private void refused(CommandRun run, String... words) {
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.complaints()).singleElement().asString().contains(words);
  }

  @Test
  void recipesAreComparedOverSeedsAndTheSameCommandDoesNothingTwice() throws IOException {
    String[] command = {
      recipe("vanilla", "strategy: {name: vanilla}"), recipe("guided"), "--seeds", "2"
    };

    CommandRun first = compare(command);

    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out())
        .contains("Mean ± 95 % t interval over 2 seeds.")
        .contains("guided minus vanilla, paired by seed.")
        .contains("cannot give a p below 0.5: too few seeds")
        .contains("report: " + out.resolve("report.html"));
    assertThat(first.err().lines()).hasSize(4).anyMatch(l -> l.startsWith("4/4  "));
    assertThat(out.toFile().list())
        .containsExactlyInAnyOrder(
            "vanilla",
            "guided",
            ".lock",
            "experiment.json",
            "comparison.csv",
            "comparison.json",
            "comparison.md",
            "comparison.tex",
            "report.html");
    JsonNode json = new ObjectMapper().readTree(out.resolve("comparison.json").toFile());
    JsonNode summary =
        new ObjectMapper().readTree(out.resolve("guided/seed-2/summary.json").toFile());
    assertThat(json.at("/rows/0/values/1").isNumber()).isTrue();
    assertThat(summary.path("seed").asLong()).isEqualTo(2);
    assertThat(Files.readString(out.resolve("report.html")))
        .contains("Recipes compared", "guided, seed 2", "|d_speed|");

    byte[] before = Files.readAllBytes(out.resolve("comparison.csv"));
    CommandRun again = compare(command);
    assertThat(again.code()).isZero();
    assertThat(again.err()).isEmpty();
    assertThat(Files.readAllBytes(out.resolve("comparison.csv"))).isEqualTo(before);

    refused(compare(command[1], command[0], "--seeds", "2"), "a comparison of [vanilla, guided]");
    refused(
        compare(command[0], command[1], "--seeds", "2", "--set", "alpha=0.5"),
        "vanilla.strategy.alpha: 0.01; expected 0.5");
  }

  @Test
  void methodsThatNeedOtherFusionStandInOneTable() throws IOException {
    String recipe = recipe("base", "model: {encoder: small-cnn, width: 4}");

    CommandRun run =
        compare(
            recipe,
            "--seeds",
            "1",
            "--method",
            "guided",
            "--method",
            "mmpareto: model.fusion.kind=none strategy.mmpareto.gamma=1",
            "--method",
            "late: strategy.name=vanilla model.fusion.kind=none");

    assertThat(run.code()).as(run.err()).isZero();
    ObjectMapper mapper = new ObjectMapper();
    JsonNode recipes = mapper.readTree(out.resolve("experiment.json").toFile()).path("recipes");
    assertThat(recipes.at("/guided/model/fusion/kind").asText()).isEqualTo("mmtm");
    assertThat(recipes.at("/mmpareto/model/fusion/kind").asText()).isEqualTo("none");
    assertThat(recipes.at("/mmpareto/strategy/mmpareto/gamma").asDouble()).isEqualTo(1);
    assertThat(recipes.at("/late/strategy/name").asText()).isEqualTo("vanilla");
    JsonNode summary = mapper.readTree(out.resolve("mmpareto/seed-1/summary.json").toFile());
    assertThat(summary.path("strategy").asText()).isEqualTo("mmpareto");
    assertThat(run.out()).contains("mmpareto minus guided, paired by seed.");
  }

  @Test
  void aMethodThatItsNetworkDoesNotSuitIsRefusedBeforeAnythingIsTrained() throws IOException {
    refused(
        compare(recipe("base"), "--seeds", "2", "--method", "vanilla,mmpareto"),
        "strategy.name: mmpareto with model.fusion.kind mmtm",
        "model.fusion.kind none");
    refused(compare(recipe("a"), recipe("b"), "--seeds", "1", "--method", "vanilla"), "2 recipes");
    assertThat(out).doesNotExist();
  }

  @Test
  void aSecondProcessIsRefusedAndToldWhoWrites() throws IOException {
    Files.createDirectories(out);
    try (RunLock lock = RunLock.acquire(out, "compare")) {
      refused(compare(recipe("good"), "--seeds", "1"), "in use by compare, process");
    }
    assertThat(out.resolve("experiment.json")).doesNotExist();
  }

  @Test
  void moreSeedsGoOnFromThoseThatAreThere() throws IOException {
    String recipe = recipe("plain");
    assertThat(compare(recipe, "--seeds", "1", "--first-seed", "3").code()).isZero();

    CommandRun more = compare(recipe, "--seeds", "2", "--first-seed", "3");

    assertThat(more.code()).isZero();
    assertThat(more.err().lines()).singleElement().asString().startsWith("2/2  plain, seed 4");
  }

  @Test
  void aRunThatFailsDoesNotEndTheOthers() throws IOException {
    CommandRun run =
        compare(
            recipe("steady"), recipe("wild", "optimizer: {learning_rate: 1e9}"), "--seeds", "1");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("wild, seed 1  failed: training diverged");
    assertThat(run.out())
        .contains("These numbers are of 1 of 2 runs.")
        .contains("wild, seed 1 failed: training diverged");
    assertThat(Files.readString(out.resolve("comparison.json"))).contains("training diverged");
    assertThat(out.resolve("steady/seed-1/summary.json")).exists();
  }

  @Test
  void whereNoRunFinishesThereIsNothingToCompare() throws IOException {
    CommandRun run = compare(recipe("wild", "optimizer: {learning_rate: 1e9}"), "--seeds", "1");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.complaints()).singleElement().asString().contains("no run has finished");
    assertThat(out.resolve("comparison.csv")).doesNotExist();
  }

  @Test
  void badInputIsRefusedBeforeAnythingIsWritten() throws IOException {
    String good = recipe("good");

    refused(compare(good, "--seeds", "0"), "--seeds: 0; expected a whole number ≥ 1");
    refused(compare(good, "--seeds", "1000000000"), "at most 10000");
    refused(compare(good, "--seeds", "2", "--first-seed", "" + Long.MAX_VALUE), "--first-seed");
    refused(compare(good, "--seeds", "1", "--jobs", "0"), "--jobs: 0; expected a whole number ≥ 1");
    refused(compare("--seeds", "1"), "RECIPE");
    refused(compare(good), "--seeds");
    refused(compare(good, folder.resolve("none.yaml").toString(), "--seeds", "1"), "no such file");
    refused(compare(good, recipe("bad", "epoch: 3"), "--seeds", "1"), "nearest: epochs");
    refused(compare(good, "--seeds", "1", "--set", "seed=4"), "--first-seed");
    refused(
        compare(good, "--seeds", "1", "--set", "data.directory=" + folder.resolve("nowhere")),
        "nowhere");

    assertThat(out).doesNotExist();
  }

  @Test
  void theFolderOfASweepIsNoPlaceForAnExperiment() throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("sweep.json"), "{}");

    refused(compare(recipe("good"), "--seeds", "1"), "a sweep is there");
  }

  @Test
  void theFolderOfARunIsNoPlaceForAnExperiment() throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("recipe.yaml"), "epochs: 1\n");

    refused(compare(recipe("good"), "--seeds", "1"), "a run is there");
  }

  @Test
  void aFolderOfOtherThingsIsNoPlaceForAnExperiment() throws IOException {
    Files.createDirectories(out.resolve("guided"));

    refused(compare(recipe("good"), "--seeds", "1"), "no experiment.json among what is in it");

    assertThat(out.toFile().list()).containsExactly("guided");
  }

  @ParameterizedTest
  @CsvSource({"experiment.json", "sweep.json"})
  void theFolderOfManyRunsIsNoPlaceForOne(String file) throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve(file), "{}");

    refused(CommandRun.of("train", recipe("good"), "--out", out.toString()), out + ": " + file);
    refused(CommandRun.of("demo", "--out", out.toString()), out + ": " + file);

    assertThat(out.toFile().list()).containsExactly(file);
  }

  @Test
  void whatCannotBeReadInItsFolderIsNamed() throws IOException {
    String good = recipe("good");
    assertThat(compare(good, "--seeds", "1").code()).isZero();

    Files.writeString(out.resolve("good/seed-1/summary.json"), "{\n\"test\": ");
    refused(
        compare(good, "--seeds", "1"),
        out.resolve("good/seed-1/summary.json") + ", line 2: malformed JSON; expected a summary");
    Files.writeString(out.resolve("experiment.json"), "");
    refused(compare(good, "--seeds", "1"), out.resolve("experiment.json") + ": no JSON object");
  }
}
