package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.experiment.Cell;
import io.evenkeel.experiment.CellResult;
import io.evenkeel.experiment.CellResults;
import io.evenkeel.measure.Speeds;
import io.evenkeel.modality.Modality;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.run.Event;
import io.evenkeel.run.Event.Notice.About;
import io.evenkeel.run.Position;
import io.evenkeel.run.StepEvidence;
import io.evenkeel.run.StepPlan;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CellProgressTest {
  private static final List<Modality> ONE = List.of(new Modality("gray"));

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicLong now = new AtomicLong();
  private final List<Cell> cells = List.of(cell(1), cell(2), cell(3), cell(4));

  private static Cell cell(long seed) {
    return Cell.of("plain", Recipe.defaults(), seed, Path.of("out"));
  }

  private CellProgress progress(int columns) {
    ObjectNode summary = JsonNodeFactory.instance.objectNode();
    CellResults before =
        new CellResults(cells, List.of(new CellResult.Finished(cells.get(0), summary)), false);
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    return new CellProgress(before, new StatusLine(out, columns, now::get));
  }

  private static Event step(long step) {
    return new Event.StepFinished(
        new StepEvidence(
            new Position(1, step), new StepPlan.Regular(), 1.5, 0.5, Speeds.none(ONE)));
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /**
   * Ten steps of 50 samples in ten seconds are 50 samples/s. This run has 500 of its 1,000 samples
   * left, and one of the two others, which has not begun, is as long: 2,500 samples, 50 s.
   */
  @Test
  void theLiveLineIsAboutAllRuns() {
    CellProgress progress = progress(120);
    progress.started(cells.get(1));
    progress.on(cells.get(1), new Event.TrainingStarted(ONE, 2, 10, 50, 0));
    for (int s = 1; s <= 10; s++) {
      now.addAndGet(1_000_000_000);
      progress.on(cells.get(1), step(s));
    }

    assertThat(printed())
        .endsWith("1/4 runs done, 1 running  50 samples/s  ETA 0:50  plain, seed 2");
  }

  @Test
  void whatTheDataAreLikeIsToldOnceAndWhatHappensInARunEachTime() {
    CellProgress progress = progress(0);
    for (Cell cell : cells.subList(1, 3)) {
      progress.started(cell);
      progress.on(cell, new Event.Notice(About.DATA, "b is missing in 3 of 10 samples"));
      progress.on(cell, new Event.Notice("going on after step 10"));
    }
    progress.on(cells.get(2), new Event.Notice(About.DATA, "b is missing in 4 of 10 samples"));

    assertThat(printed().lines())
        .containsExactly(
            "plain, seed 2  b is missing in 3 of 10 samples",
            "plain, seed 2  going on after step 10",
            "plain, seed 3  going on after step 10",
            "plain, seed 3  b is missing in 4 of 10 samples");
  }

  /** Of 20 steps of 50 samples ten were done before and two now: 400 left, and twice 1,000. */
  @Test
  void whatARunHadDoneBeforeIsNeitherLeftNorFast() {
    CellProgress progress = progress(120);
    progress.started(cells.get(1));
    progress.on(cells.get(1), new Event.Notice("going on after step 10"));
    progress.on(cells.get(1), new Event.TrainingStarted(ONE, 2, 10, 50, 10));
    for (int s = 11; s <= 12; s++) {
      now.addAndGet(1_000_000_000);
      progress.on(cells.get(1), step(s));
    }

    assertThat(printed())
        .contains("plain, seed 2  going on after step 10\n")
        .endsWith("1 running  50 samples/s  ETA 0:48  plain, seed 2");
  }

  @Test
  void withoutATerminalThereIsALineForEachRunThatEnds() {
    CellProgress progress = progress(0);
    progress.started(cells.get(1));
    progress.on(cells.get(1), new Event.TrainingStarted(ONE, 2, 10, 50, 0));
    progress.on(cells.get(1), step(1));
    ObjectNode summary = JsonNodeFactory.instance.objectNode();
    summary.putObject("test").put("accuracy", 0.931);
    summary.put("d_util", -0.25).put("seconds", 12.34);
    progress.ended(new CellResult.Finished(cells.get(1), summary));
    progress.started(cells.get(2));
    progress.ended(new CellResult.Failed(cells.get(2), "training diverged"));

    assertThat(printed().lines())
        .containsExactly(
            "2/4  plain, seed 2  test 93.1 %  d_util -0.250  12.3 s",
            "3/4  plain, seed 3  failed: training diverged");
  }
}
