package io.evenkeel.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The page as a reader's parser sees it. */
class ReportTest {
  @TempDir Path folder;

  private Path at(String name) {
    return folder.resolve(name);
  }

  private String write(String... runs) throws IOException {
    Path page = at("page.html");
    Report.write(Stream.of(runs).map(this::at).toList(), page);
    return Files.readString(page);
  }

  private static List<String> texts(String page, String path) {
    try {
      Document document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(page)));
      NodeList nodes =
          (NodeList)
              XPathFactory.newInstance()
                  .newXPath()
                  .evaluate(path, document, XPathConstants.NODESET);
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < nodes.getLength(); i++) {
        texts.add(nodes.item(i).getTextContent());
      }
      return texts;
    } catch (Exception e) {
      throw new AssertionError("not well-formed: " + e, e);
    }
  }

  private static String headline(String page) {
    return texts(page, "//h1").get(0).replace('\u00A0', ' ');
  }

  private void threeRuns() {
    WrittenRun.finished(at("vanilla"), "vanilla", 0.35, "gray", "color");
    WrittenRun.finished(at("random"), "random", 0.45, "gray", "color");
    WrittenRun.finished(at("guided"), "guided", 0.61, "gray", "color");
  }

  @Test
  void severalRunsAreComparedInWordsTablesAndCharts() throws IOException {
    threeRuns();

    String page = write("vanilla", "random", "guided");

    assertThat(headline(page)).isEqualTo("guided 61.0 % on test, random 45.0 %, vanilla 35.0 %");
    assertThat(texts(page, "//header").get(0)).contains("26.0 points above plain training");
    assertThat(texts(page, "//table")).hasSize(4);
    assertThat(texts(page, "//table[1]/tbody/tr")).hasSize(12);
    assertThat(texts(page, "(//table)[1]/tbody/tr[3]/*"))
        .containsExactly(
            "guided", "61.0", "50.0", "50.0", "43.2", "43.2", "−0.123", "−0.123", "+0.042");
    assertThat(texts(page, "(//table)[1]/caption").get(0))
        .contains("test-matched")
        .contains("as <seen> & heard")
        .contains("quoted on this split");
    assertThat(texts(page, "(//table)[3]/tbody/tr[1]/*"))
        .containsExactly(
            "vanilla", "vanilla", "7", "3", "2", "–", "+0.250", "12.5", "1.2", "2,346");
    assertThat(texts(page, "//details//caption")).singleElement().asString().contains("validation");
  }

  @Test
  void everyFigureHasACaptionAndEveryChartATitle() throws IOException {
    threeRuns();

    String page = write("vanilla", "random", "guided");

    assertThat(texts(page, "//figure")).hasSize(6);
    assertThat(texts(page, "//figure/figcaption")).hasSize(6).noneMatch(String::isBlank);
    // Two splits in each of two bar charts, three runs in each of four line charts.
    assertThat(texts(page, "//svg[@role='img']")).hasSize(16);
    assertThat(texts(page, "//svg[@role='img']/title")).hasSize(16).noneMatch(String::isBlank);
    assertThat(texts(page, "//svg[@role='img'][title='accuracy per epoch of guided']/path/@class"))
        .containsOnlyOnce("line train", "line all", "line m0", "line m1");
    assertThat(texts(page, "//svg[title='d_speed per step of guided']/path/@class"))
        .contains("window m0", "line all")
        .doesNotContain("window m1");
    assertThat(texts(page, "//svg[title='accuracy on test']/rect")).hasSize(9);
    assertThat(texts(page, "/html/@lang")).containsExactly("en");
  }

  @Test
  void thePageLoadsNothingAndRunsNothing() throws IOException {
    threeRuns();

    String page = write("vanilla", "random", "guided");

    assertThat(page)
        .doesNotContain("http://", "https://", "<script", "@import", "url(")
        .contains("default-src 'none'");
    assertThat(texts(page, "//@href")).containsExactly("data:,");
    assertThat(texts(page, "//@src")).isEmpty();
  }

  @Test
  void theSameRunsGiveTheSameBytesAndNothingIsLeftBeside() throws IOException {
    threeRuns();

    assertThat(write("guided", "vanilla")).isEqualTo(write("guided", "vanilla"));
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("vanilla", "random", "guided", "page.html");
  }

  @ParameterizedTest
  @CsvSource({
    "0.35, 0.61, 26.0 points above plain training",
    "0.61, 0.35, did not help here: it is 26.0 points below",
    "0.500, 0.505, no clear difference here: 0.5 points above",
    "0.505, 0.500, no clear difference here: 0.5 points below"
  })
  void theHeadlineSaysWhetherBalancingPaid(double vanilla, double guided, String said)
      throws IOException {
    WrittenRun.finished(at("a"), "vanilla", vanilla, "x", "y");
    WrittenRun.finished(at("b"), "guided", guided, "x", "y");

    assertThat(texts(write("a", "b"), "//header").get(0)).contains(said);
  }

  @Test
  void theHeadlineSaysWhenRecipesDifferInMoreThanStrategyAndSeed() throws IOException {
    String recipe = "seed: %d\nepochs: %d\nstrategy:\n  name: %s\ndata: {}\n";
    WrittenRun.finished(at("a"), "vanilla", 0.5, "x", "y")
        .file("recipe.yaml", recipe.formatted(1, 5, "vanilla"));
    WrittenRun b =
        WrittenRun.finished(at("b"), "guided", 0.5, "x", "y")
            .file("recipe.yaml", recipe.formatted(2, 5, "guided"));

    assertThat(write("a", "b")).doesNotContain("differ in more");
    b.file("recipe.yaml", recipe.formatted(2, 6, "guided"));
    assertThat(write("a", "b")).contains("differ in more than strategy and seed");
  }

  @Test
  void runsOfOneStrategyAreAveragedInTheHeadline() throws IOException {
    WrittenRun.finished(at("a1"), "guided", 0.60, "x", "y");
    WrittenRun.finished(at("a2"), "guided", 0.70, "x", "y");
    WrittenRun.finished(at("b"), "vanilla", 0.50, "x", "y");
    WrittenRun.finished(at("c"), "unimodal", 0.80, "x");

    assertThat(headline(write("a1", "a2", "b", "c")))
        .isEqualTo("x alone 80.0 % on test, guided (mean of 2) 65.0 %, vanilla 50.0 %");
  }

  @Test
  void theSpreadOverSeedsIsToldAndDecidesWhetherAGapIsClear() throws IOException {
    WrittenRun.finished(at("a1"), "guided", 0.60, "x", "y");
    WrittenRun.finished(at("a2"), "guided", 0.70, "x", "y");
    WrittenRun.finished(at("b1"), "vanilla", 0.50, "x", "y");
    WrittenRun.finished(at("b2"), "vanilla", 0.51, "x", "y");

    assertThat(texts(write("a1", "a2", "b1", "b2"), "//header").get(0))
        .contains("guided (mean of 2) 65.0 ± 63.5")
        .contains("no clear difference here: 14.5 points above");
  }

  @Test
  void aRunOfOneModalityHasNoUtilizationAndNoSpeeds() throws IOException {
    WrittenRun.finished(at("only"), "unimodal", 0.9, "gray");

    String page = write("only");

    assertThat(headline(page)).isEqualTo("only 90.0 % on test");
    assertThat(texts(page, "//header").get(0)).contains("nothing to balance");
    assertThat(texts(page, "//h2"))
        .contains("Epoch by epoch")
        .doesNotContain("Which modality is used", "Learning speed, step by step");
    assertThat(texts(page, "(//table)[1]/tbody/tr/*")).containsExactly("only", "90.0", "50.0");
  }

  @Test
  void threeModalitiesEachHaveABarALineAndAColumn() throws IOException {
    WrittenRun.finished(at("three"), "guided", 0.9, "sight", "sound", "touch");

    String page = write("three");

    assertThat(texts(page, "//svg[title='accuracy on test']/rect/@class"))
        .containsExactly("bar all", "bar m0", "bar m1", "bar m2");
    assertThat(texts(page, "//svg[title='conditional utilization on test']/text"))
        .contains("u(others | touch)", "−0.123");
    assertThat(texts(page, "//svg[title='s per step of three']/path[starts-with(@class,'line')]"))
        .hasSize(3);
    assertThat(texts(page, "(//table)[1]/tbody/tr/*")).hasSize(1 + 1 + 3 * 3 + 1);
  }

  @Test
  void aModalityKeepsItsColourInARunThatLacksTheFirst() throws IOException {
    WrittenRun.finished(at("both"), "guided", 0.9, "gray", "color");
    WrittenRun.finished(at("color"), "guided", 0.9, "color", "depth");

    assertThat(
            texts(
                write("both", "color"),
                "//svg[title='s per step of color']/path[starts-with(@class,'line')]/@class"))
        .containsExactly("line m1", "line m2");
  }

  @Test
  void anUnfinishedRunIsShownAsFarAsItGotAndMarked() throws IOException {
    WrittenRun.in(at("cut"), "x", "y").history(2).steps(30);

    String page = write("cut");

    assertThat(headline(page)).isEqualTo("cut has not finished");
    assertThat(texts(page, "//p[@class='notice']"))
        .singleElement()
        .asString()
        .contains("Unfinished: cut")
        .contains("After epoch 2");
    assertThat(texts(page, "//table/tbody/tr/*")).startsWith("cut", "unfinished").contains("2");
    assertThat(texts(page, "//figure")).hasSize(4);
  }

  @Test
  void aRunInItsFirstEpochMayHaveEmptyTables() throws IOException {
    WrittenRun.in(at("new"), "x", "y").file("history.csv", "").file("steps.csv", "step,modal");

    assertThat(texts(write("new"), "//p[@class='notice']").get(0)).contains("first epoch");
  }

  @Test
  void aLastLineThatIsStillBeingWrittenIsLeftOut() throws IOException {
    WrittenRun run = WrittenRun.in(at("cut"), "x", "y").history(3).steps(30);
    String history = Files.readString(run.folder().resolve("history.csv"));
    run.file("history.csv", history.substring(0, history.length() - 4));

    assertThat(write("cut")).contains("After epoch 2");
  }

  @Test
  void namesAreTextAndNeverMarkup() throws IOException {
    String name = "<b>&\"it's\u0001";
    WrittenRun.finished(at("plain"), "<i>&", 0.5, "<m>&'", "y");
    RunRecord run = RunDirectory.read(at("plain")).named("", name);

    String page = new Page(new RunSet(List.of(run, run)), List.of()).html();

    assertThat(texts(page, "//tbody//th")).contains("<b>&\"it's\uFFFD");
    assertThat(texts(page, "//dd")).contains("2 <native> & fast");
    assertThat(texts(page, "//i|//b|//m")).isEmpty();
    assertThat(texts(page, "//thead//th")).contains("<m>&'");
  }

  @Test
  void foldersOfOneNameAreToldApartByTheirPaths() throws IOException {
    WrittenRun.finished(at("one/run"), "guided", 0.5, "x", "y");
    WrittenRun.finished(at("two/run"), "vanilla", 0.5, "x", "y");

    assertThat(texts(write("one/run", "two/run"), "(//table)[1]/tbody/tr/th"))
        .containsExactly(at("one/run").toString(), at("two/run").toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "history.csv | epoch,oops\\n1,2\\n | line 1",
        "history.csv | '' | line 1",
        "steps.csv | step,modality,d_speed,s_x,s_y\\n1,,0,0,0\\n2,,0,0\\n | line 3",
        "steps.csv | step,modality,d_speed,s_x,s_y\\n1,,0,0,0\\n2,,zero,0,0\\n | line 3",
        "steps.csv | step,modality,d_speed,s_x,s_y\\n1,z,0,0,0\\n | line 2",
        "steps.csv | step,modality,d_speed,s_x\\n | line 1",
        "summary.json | {\\n\"splits\": {\\n | line 3",
        "summary.json | '' | line 1",
        "summary.json | [] | line 1",
        "summary.json | {}\\n} | line 2",
        "provenance.json | {\"a\": | line 1",
        "diagnosis.json | [] | line 1"
      })
  void aMalformedFileIsNamedWithItsLine(String file, String text, String line) {
    WrittenRun.finished(at("run"), "guided", 0.5, "x", "y").file(file, text.replace("\\n", "\n"));

    assertThatThrownBy(() -> write("run"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(at("run").resolve(file).toString())
        .hasMessageContaining(line)
        .hasMessageNotContaining("\n");
    assertThat(at("page.html")).doesNotExist();
  }

  @Test
  void aLongRunIsBinnedAndKeepsThePageSmall() throws IOException {
    for (String name : List.of("a", "b", "c")) {
      WrittenRun.in(at(name), "x", "y").history(2_000).steps(10_000).summary("guided", 0.5);
    }

    assertThat(write("a", "b", "c").length()).isBetween(50_000, 400_000);
  }

  @Test
  void intervalsStandBelowTheirValuesAndAsWhiskers() throws IOException {
    WrittenRun.finished(at("run"), "guided", 0.61, "x", "y")
        .file(
            "diagnosis.json",
            """
            {"test": {"interval": {"accuracy": [0.6, 0.625], "branch_accuracy": {"x": [0.4, 0.6]},
              "isolated_accuracy": {}, "cur": {"x": [-0.2, 0.05], "y": null}, "d_util": [0, 0.1]}}}
            """);

    String page = write("run");

    assertThat(texts(page, "(//table)[2]/tbody/tr/td/small"))
        .containsExactly("60.0–62.5", "40.0–60.0", "−0.200 … +0.050", "0.000 … +0.100");
    assertThat(texts(page, "(//table)[2]/caption").get(0)).contains("95 % interval over samples");
    assertThat(texts(page, "(//table)[1]//small")).isEmpty();
    assertThat(texts(page, "//svg[title='accuracy on test']/path[@class='whisker']")).hasSize(2);
    assertThat(texts(page, "//svg[title='conditional utilization on test']/path[@class='whisker']"))
        .hasSize(1);
    assertThat(texts(page, "//figcaption").get(0)).contains("other seeds are not in them");
  }

  private static final String CLASSES =
      """
      "classes": [
        {"class": 0, "samples": 4, "recall": 0.75, "precision": 1.0,
         "branch_recall": {"x": 0.5, "y": null}, "isolated_recall": {"x": 0.25, "y": 0}},
        {"class": 1, "samples": 0, "recall": null, "precision": 0.0,
         "branch_recall": {"x": null, "y": null}, "isolated_recall": {"x": null, "y": null}}],
      "confusion": {"prediction": [[3, 1], [0, 0]],
                    "branch": {"x": [[2, 2], [0, 0]], "y": [[0, 4], [0, 0]]}}
      """;

  @Test
  void confusionMatricesAndClassesAreShownForEachSplitThatHasThem() throws IOException {
    WrittenRun.finished(at("run"), "guided", 0.61, "x", "y")
        .file("diagnosis.json", "{\"test\": {" + CLASSES + "}, \"test-matched\": {}}");

    String page = write("run");

    String prediction = "//svg[title='confusion matrix of run on test']";
    assertThat(texts(page, "//h2")).contains("Which classes are confused");
    assertThat(texts(page, prediction + "/rect/@class"))
        .containsExactly("cell right", "cell wrong", "frame");
    assertThat(texts(page, prediction + "/rect/@fill-opacity")).containsExactly("0.87", "0.50");
    assertThat(texts(page, prediction + "/text")).contains("3", "1");
    assertThat(texts(page, "//details//svg/title"))
        .containsExactly(
            "confusion matrix of branch x of run on test",
            "confusion matrix of branch y of run on test");
    assertThat(texts(page, "//table[thead//th='Class']/tbody/tr[1]/*"))
        .containsExactly("0", "4", "75.0", "100.0", "50.0", "–", "25.0", "0.0");
    assertThat(texts(page, "//table[thead//th='Class']/tbody/tr[2]/*"))
        .containsExactly("1", "0", "–", "0.0", "–", "–", "–", "–");
  }

  private static final String PROBES =
      """
      "probes": {
        "shapley": {"reference": "zero", "value": {"x": 0.5, "y": -0.1, "z": 0.0},
                    "interval": {"x": [0.4, 0.6]}},
        "missing": {"reference": "zero", "shares": [0.0, 0.5, 1.0],
                    "accuracy": {"x": [0.9, 0.6, 0.3], "y": [0.9, 0.9, 0.9], "z": [0.9, 0.8, 0.7]},
                    "each": [0.9, 0.5, 0.1]},
        "pairwise": {"cur": {"x": {"y": 0.25, "z": -0.5}, "y": {"x": null, "z": 0.0},
                             "z": {"x": 1.0, "y": 0.1}},
                     "all": {"x": 0.3, "y": null, "z": 1.0}}}
      """;

  @Test
  void probesAreDrawnForEverySplitThatWasAsked() throws IOException {
    WrittenRun.finished(at("run"), "guided", 0.61, "x", "y", "z")
        .file("diagnosis.json", "{\"test\": {" + PROBES + "}, \"validation\": {}}");

    String page = write("run");

    assertThat(texts(page, "//h2")).contains("What each modality is worth");
    assertThat(texts(page, "//figure/h3"))
        .contains("Shapley values", "Missing modalities", "Pairwise utilization")
        .doesNotContain("Noise", "Perceptual scores", "Gradient conflict");
    String shapley = "//svg[title='Shapley values on test']";
    assertThat(texts(page, shapley + "/text[contains(@class,'value')]"))
        .containsExactly("+0.500", "−0.100", "0.000");
    assertThat(texts(page, shapley + "/path[@class='whisker']")).hasSize(1);
    assertThat(texts(page, "//svg[title='Missing modalities of run on test']/path/@class"))
        .containsOnlyOnce("line m0", "line m1", "line m2", "line all");
    String pairs = "//svg[title='pairwise utilization of run on test']";
    assertThat(texts(page, pairs + "/g/rect/@class"))
        .containsExactly(
            "cell right",
            "cell wrong",
            "cell right",
            "gone",
            "cell right",
            "gone",
            "cell right",
            "cell right",
            "cell right");
    assertThat(texts(page, pairs + "/g/rect/@fill-opacity")).contains("0.600", "0.300", "0.150");
    assertThat(texts(page, pairs + "/g/title")).contains("u(z | x): −0.500", "u(x | y): –");
    assertThat(page).doesNotContain("NaN");
  }

  @Test
  void oneModalityAloneIsNotDrawnAsEveryOneToo() throws IOException {
    WrittenRun.finished(at("run"), "vanilla", 0.61, "x")
        .file("diagnosis.json", "{\"test\": {" + PROBES + "}}");

    String page = write("run");

    assertThat(texts(page, "//svg[title='Missing modalities of run on test']/path/@class"))
        .contains("line m0")
        .doesNotContain("line all");
    assertThat(texts(page, "//figure[h3='Missing modalities']//ul//li"))
        .doesNotContain("each of them");
  }

  @Test
  void aRunThatNobodyHasAskedHasNoSectionOfProbes() throws IOException {
    threeRuns();

    assertThat(texts(write("vanilla"), "//h2")).doesNotContain("What each modality is worth");
  }

  @Test
  void classesHaveTheirNames() throws IOException {
    String named =
        CLASSES
            .replace("\"class\": 0,", "\"class\": 0, \"name\": \"night_stand\",")
            .replace("\"class\": 1,", "\"class\": 1, \"name\": \"a name of twenty cha\",");
    WrittenRun.finished(at("run"), "guided", 0.61, "x", "y")
        .file("diagnosis.json", "{\"test\": {" + named + "}}");

    String page = write("run");

    String prediction = "//svg[title='confusion matrix of run on test']";
    assertThat(texts(page, prediction + "/text[@class='tick end']"))
        .containsExactly("night_stand", "a name of twent…");
    assertThat(texts(page, prediction + "/text[contains(@transform, '-90') and @class='tick']"))
        .containsExactly("night_stand", "a name of twent…");
    assertThat(texts(page, "//table[thead//th='Class']/tbody/tr/*[1]"))
        .containsExactly("night_stand", "a name of twenty cha");
  }

  @Test
  void samplesAreShownOnceForRunsOfTheSameData() throws IOException {
    for (String name : List.of("one", "two", "three")) {
      WrittenRun.finished(at(name), "guided", 0.61, "x", "y")
          .file("samples.png", name.equals("three") ? "other pixels" : "pixels");
    }

    assertThat(texts(write("one", "two", "three"), "//img/@src"))
        .containsExactly(
            "data:image/png;base64,cGl4ZWxz", "data:image/png;base64,b3RoZXIgcGl4ZWxz");
  }

  @Test
  void aPageOfManyRunsShowsFewerMatricesAndOneOfVeryManyNone() throws IOException {
    String[] names = IntStream.range(0, 13).mapToObj(i -> "run" + i).toArray(String[]::new);
    for (String name : names) {
      WrittenRun.finished(at(name), "guided", 0.61, "x", "y")
          .file("diagnosis.json", "{\"test\": {" + CLASSES + "}}");
    }

    assertThat(texts(write(Arrays.copyOf(names, 4)), "//svg[starts-with(title,'confusion')]"))
        .hasSize(4);
    assertThat(texts(write(names), "//svg[starts-with(title,'confusion')]")).isEmpty();
  }

  @Test
  void numbersThatOverflowedBreakTheLineAndNothingElse() throws IOException {
    WrittenRun.finished(at("run"), "guided", 0.5, "x", "y")
        .file(
            "history.csv",
            "epoch,train_loss,train_accuracy,validation_loss,validation_accuracy,best,"
                + "validation_accuracy_x,validation_accuracy_y\n"
                + "1,1.0,0.5,NaN,0.5,1,0.5,0.5\n2,Infinity,0.5,1e300,0.5,1,0.5,\n");

    List<String> lines =
        texts(write("run"), "//svg[title='loss per epoch of run']/path[@class='line all']/@d");

    assertThat(lines).isEmpty();
    assertThat(Files.readString(at("page.html"))).doesNotContain("NaN").doesNotContain("Infinity");
  }
}
