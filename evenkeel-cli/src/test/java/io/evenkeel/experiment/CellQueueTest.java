package io.evenkeel.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.input.BadInputException;
import io.evenkeel.run.Event;
import io.evenkeel.runs.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CellQueueTest {
  /** Cells that were trained one after the other, and that no test changes. */
  @TempDir static Path alone;

  @TempDir Path folder;

  @BeforeAll
  static void trainAlone() {
    run(cells(alone), 1, new SmallCells.Log());
  }

  private static List<Cell> cells(Path experiment) {
    return List.of(
        SmallCells.vanilla(1, experiment),
        SmallCells.guided(1, experiment),
        SmallCells.vanilla(2, experiment));
  }

  private static CellResults run(List<Cell> cells, int jobs, CellObserver observer) {
    return new CellQueue("compare", cells, jobs).run(observer, () -> false);
  }

  /** Weights, steps and summary are the same to the byte, but for the time they took. */
  private static void assertSameResults(List<Cell> cells) {
    for (int i = 0; i < cells.size(); i++) {
      Cell expected = cells(alone).get(i);
      Cell cell = cells.get(i);
      assertThat(cell.files().weights()).hasSameBinaryContentAs(expected.files().weights());
      assertThat(cell.files().steps()).hasSameBinaryContentAs(expected.files().steps());
      assertThat(withoutTimes(cell)).isEqualTo(withoutTimes(expected));
    }
  }

  private static ObjectNode withoutTimes(Cell cell) {
    ObjectNode summary = (ObjectNode) cell.summary().orElseThrow();
    return summary.remove(Summary.MEASURED);
  }

  @Test
  void cellsThatRunBesideEachOtherGiveTheBytesOfCellsThatRunAlone() throws IOException {
    List<Cell> beside = cells(folder);

    run(beside, 3, new SmallCells.Log());

    assertSameResults(beside);
    assertThat(Files.readAllBytes(beside.get(0).files().weights()))
        .isNotEqualTo(Files.readAllBytes(beside.get(2).files().weights()));
  }

  @Test
  void cellsOfDifferentThreadCountsDoNotDisturbEachOther(@TempDir Path apart) throws IOException {
    List<Cell> beside = ofThreads(folder);
    run(beside, 2, new SmallCells.Log());
    List<Cell> inTurn = ofThreads(apart);
    run(inTurn, 1, new SmallCells.Log());

    for (int i = 0; i < beside.size(); i++) {
      assertThat(beside.get(i).files().weights())
          .hasSameBinaryContentAs(inTurn.get(i).files().weights());
    }
    // Sums are split by thread; were they not here, this would test nothing.
    assertThat(Files.mismatch(beside.get(0).files().weights(), beside.get(1).files().weights()))
        .isNotEqualTo(-1);
  }

  private static List<Cell> ofThreads(Path experiment) {
    return List.of(
        Cell.of("one", SmallCells.recipe("threads=1"), 1, experiment),
        Cell.of("two", SmallCells.recipe("threads=2"), 1, experiment));
  }

  @Test
  void recipesOfOneSeedTakeTheSameStepsUntilTheirStrategiesPart() throws IOException {
    List<String> plain = Files.readAllLines(cells(alone).get(0).files().steps());
    List<String> balanced = Files.readAllLines(cells(alone).get(1).files().steps());

    // A header, three steps of the first epoch, three of the second, which may re-balance.
    assertThat(plain).hasSize(7);
    assertThat(balanced.subList(0, 4)).isEqualTo(plain.subList(0, 4));
    assertThat(balanced.get(6)).isNotEqualTo(plain.get(6));
  }

  @Test
  void anInterruptionStopsEveryCellAndTheSameCallGoesOnToTheSameBytes() {
    List<Cell> cells = cells(folder);
    AtomicBoolean stop = new AtomicBoolean();
    CellObserver stopsInTheSecondCell =
        new CellObserver() {
          @Override
          public void started(Cell cell) {}

          @Override
          public void on(Cell cell, Event event) {
            if (cell.equals(cells.get(1)) && event instanceof Event.StepFinished) {
              stop.set(true);
            }
          }

          @Override
          public void ended(CellResult result) {}
        };

    CellResults stopped = new CellQueue("compare", cells, 1).run(stopsInTheSecondCell, stop::get);

    assertThat(stopped.interrupted()).isTrue();
    assertThat(stopped.ended()).extracting(CellResult::cell).containsExactly(cells.get(0));
    assertThat(stopped.unfinished()).containsExactly(cells.get(1), cells.get(2));

    SmallCells.Log log = new SmallCells.Log();
    CellResults all = run(cells, 1, log);
    assertThat(log.lines)
        .containsExactly(
            "started guided, seed 1",
            "going on after step 1",
            "finished guided, seed 1",
            "started vanilla, seed 2",
            "finished vanilla, seed 2");
    assertThat(all.finished()).extracting(CellResult::cell).isEqualTo(cells);
    assertThat(all.interrupted()).isFalse();
    assertSameResults(cells);
  }

  @Test
  void aFinishedCellIsNotDoneAgainAndOnlyItsPageIsMadeUpFor() throws IOException {
    Cell cell = cells(alone).get(0);
    byte[] before = Files.readAllBytes(cell.files().summary());
    Files.delete(cell.files().report());
    SmallCells.Log log = new SmallCells.Log();

    CellResults results = run(List.of(cell), 1, log);

    assertThat(log.lines).isEmpty();
    assertThat(results.finished()).extracting(CellResult::cell).containsExactly(cell);
    assertThat(results.summary(cell)).isEqualTo(cell.summary());
    assertThat(Files.readAllBytes(cell.files().summary())).isEqualTo(before);
    assertThat(cell.files().report()).exists();
    assertThat(cell.files().checkpoints()).doesNotExist();
  }

  @Test
  void aFinishedCellThatCannotBeReadDoesNotEndTheOthers() throws IOException {
    Cell damaged = SmallCells.vanilla(1, folder);
    run(List.of(damaged), 1, new SmallCells.Log());
    Files.delete(damaged.files().report());
    Files.writeString(damaged.files().history(), "damaged\n");

    CellResults results = run(List.of(damaged, cells(alone).get(0)), 1, new SmallCells.Log());

    assertThat(results.failed()).extracting(CellResult::cell).containsExactly(damaged);
    assertThat(results.failed().get(0).error()).contains("history.csv");
    assertThat(results.finished())
        .extracting(CellResult::cell)
        .containsExactly(cells(alone).get(0));
  }

  @Test
  void aCellThatFailsIsRecordedAndTheOthersGoOnAndItIsTriedAgain() {
    Cell diverging = SmallCells.diverging(1, folder);
    Cell lacking =
        Cell.of(
            "lacking", SmallCells.recipe("data.directory=" + folder.resolve("none")), 1, folder);
    List<Cell> cells = List.of(diverging, lacking, cells(alone).get(0));

    CellResults results = run(cells, 1, new SmallCells.Log());

    assertThat(results.failed()).extracting(CellResult::cell).containsExactly(diverging, lacking);
    assertThat(results.failed().get(0).error()).startsWith("training diverged");
    assertThat(results.failed().get(1).error()).contains("none", "expected").doesNotContain("\n");
    assertThat(results.finished()).hasSize(1);
    assertThat(results.interrupted()).isFalse();

    SmallCells.Log log = new SmallCells.Log();
    run(List.of(diverging), 1, log);
    assertThat(log.lines).containsExactly("started diverging, seed 1", "failed diverging, seed 1");
  }

  @Test
  void aFolderThatHoldsAnotherRecipeIsRefusedBeforeAnythingRuns() {
    Cell there = cells(alone).get(0);
    Cell other = Cell.of("vanilla", there.recipe().withEpochs(3), 1, alone);
    SmallCells.Log log = new SmallCells.Log();

    assertThatThrownBy(() -> run(List.of(SmallCells.guided(1, folder), other), 1, log))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("recipe.yaml, epochs: 2; expected 3");

    assertThat(log.lines).isEmpty();
  }

  @Test
  void aCellLeavesNoThreadCountToTheMachine() {
    assertThat(Cell.of("a", SmallCells.recipe("threads=0"), 7, folder).recipe())
        .isEqualTo(SmallCells.recipe("threads=1", "seed=7"));
    assertThat(Cell.of("a", SmallCells.recipe("threads=3"), 7, folder).recipe().threads())
        .isEqualTo(3);
  }

  @Test
  void byDefaultEveryThreadOfTheCellsThatRunHasAProcessor() {
    List<Cell> cells =
        List.of(
            SmallCells.vanilla(1, folder),
            Cell.of("two", SmallCells.recipe("threads=2"), 1, folder));

    assertThat(CellQueue.defaultJobs(cells, 5)).isEqualTo(2);
    assertThat(CellQueue.defaultJobs(cells.subList(0, 1), 5)).isEqualTo(5);
    assertThat(CellQueue.defaultJobs(cells, 1)).isEqualTo(1);
  }

  @Test
  void noWorkerIsNoQueue() {
    assertThatThrownBy(() -> new CellQueue("compare", List.of(), 0))
        .isInstanceOf(BadInputException.class)
        .hasMessage("--jobs: 0; expected a whole number ≥ 1");
  }
}
