package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The demo, cut smaller still, and what can be done with the runs that it leaves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoTest {
  private static final List<String> STRATEGIES = List.of("vanilla", "random", "guided");

  private Path out = Path.of("");
  private CommandRun demo = new CommandRun(-1, "", "");

  @BeforeAll
  void runTheDemoOnce(@TempDir Path folder) {
    out = folder.resolve("demo");
    demo =
        CommandRun.of(
            "demo",
            "--out",
            out.toString(),
            "--set",
            "train_samples=320",
            "--set",
            "validation_samples=100",
            "--set",
            "test_samples=100",
            "--set",
            "epochs=2",
            "--set",
            "threads=1");
    assertThat(demo.code()).as(demo.err()).isZero();
  }

  @Test
  void everyStrategyHasACompleteRunAndAllHaveOnePage() {
    assertThat(out.toFile().list())
        .containsExactlyInAnyOrder("vanilla", "random", "guided", "report.html");
    for (String strategy : STRATEGIES) {
      assertThat(out.resolve(strategy).toFile().list())
          .as(strategy)
          .containsExactlyInAnyOrderElementsOf(EndToEndTest.FILES_OF_A_RUN);
      assertThat(out.resolve(strategy).resolve("summary.json"))
          .content()
          .containsPattern("\"strategy\" ?: ?\"" + strategy + "\"");
    }
    assertThat(out.resolve("report.html")).content().contains(STRATEGIES);
  }

  @Test
  void theStrategiesBeginWithTheSameWeightsAndTheSameBatch() throws IOException {
    List<String> vanilla = steps("vanilla");

    assertThat(vanilla).hasSize(11);
    for (String strategy : List.of("random", "guided")) {
      assertThat(steps(strategy).subList(0, 2)).as(strategy).isEqualTo(vanilla.subList(0, 2));
      assertThat(steps(strategy)).as(strategy).isNotEqualTo(vanilla);
    }
  }

  /** The header line and a line for each step. */
  private List<String> steps(String strategy) throws IOException {
    return Files.readAllLines(out.resolve(strategy).resolve("steps.csv"));
  }

  @Test
  void itPrintsARowForEachStrategyAndWhatWasCut() {
    assertThat(demo.out().lines().findFirst().orElseThrow())
        .contains("cut for a demo")
        .contains("320 of ")
        .contains("2 epochs");
    int table = demo.out().indexOf("on test");
    assertThat(table).as(demo.out()).isNotNegative();
    List<String> firstWords =
        demo.out().substring(table).lines().map(line -> line.strip().split(" ")[0]).toList();
    assertThat(firstWords).containsSubsequence(STRATEGIES);
    assertThat(demo.out()).contains("report: " + out.resolve("report.html"));
  }

  @Test
  void twoOfItsRunsCanBeComparedOnAPageOfTheirOwn() throws IOException {
    Path page = out.resolveSibling("page.html");
    byte[] ofTheRun = Files.readAllBytes(out.resolve("vanilla/report.html"));

    CommandRun report =
        CommandRun.of(
            "report",
            out.resolve("vanilla").toString(),
            out.resolve("guided").toString(),
            "--out",
            page.toString());

    assertThat(report.code()).as(report.err()).isZero();
    assertThat(report.out()).isEqualToIgnoringNewLines("report: " + page);
    assertThat(page).content().contains("vanilla", "guided", "d_util").doesNotContain("Unfinished");
    assertThat(Files.readAllBytes(out.resolve("vanilla/report.html"))).isEqualTo(ofTheRun);
  }
}
