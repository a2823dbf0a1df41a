package io.evenkeel.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.input.BadInputException;
import io.evenkeel.run.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CellQueueTest {
  @TempDir Path folder;

  private CellResults run(List<Cell> cells, int jobs, CellObserver observer) {
    return new CellQueue("compare", cells, jobs).run(observer, () -> false);
  }

  private static List<Cell> fourCells(Path experiment) {
    return List.of(
        SmallCells.vanilla(1, experiment),
        SmallCells.guided(1, experiment),
        SmallCells.vanilla(2, experiment),
        SmallCells.guided(2, experiment));
  }

  @Test
  void cellsThatRunBesideEachOtherGiveTheBytesOfCellsThatRunAlone() throws IOException {
    List<Cell> alone = fourCells(folder.resolve("alone"));
    List<Cell> beside = fourCells(folder.resolve("beside"));

    run(alone, 1, new SmallCells.Log());
    run(beside, 4, new SmallCells.Log());

    for (int i = 0; i < alone.size(); i++) {
      assertThat(beside.get(i).files().weights())
          .hasSameBinaryContentAs(alone.get(i).files().weights());
      assertThat(beside.get(i).files().steps())
          .hasSameBinaryContentAs(alone.get(i).files().steps());
      assertThat(withoutTimes(beside.get(i))).isEqualTo(withoutTimes(alone.get(i)));
    }
    assertThat(Files.readAllBytes(alone.get(0).files().weights()))
        .isNotEqualTo(Files.readAllBytes(alone.get(2).files().weights()));
  }

  private static ObjectNode withoutTimes(Cell cell) {
    ObjectNode summary = (ObjectNode) cell.summary().orElseThrow();
    return summary.remove(List.of("seconds", "samples_per_second", "wait_share"));
  }

  @Test
  void recipesOfOneSeedTakeTheSameStepsUntilTheirStrategiesPart() throws IOException {
    Cell vanilla = SmallCells.vanilla(1, folder);
    Cell guided = SmallCells.guided(1, folder);
    run(List.of(vanilla, guided), 2, new SmallCells.Log());

    List<String> plain = Files.readAllLines(vanilla.files().steps());
    List<String> balanced = Files.readAllLines(guided.files().steps());

    assertThat(plain).hasSize(7);
    assertThat(balanced.subList(0, 4)).isEqualTo(plain.subList(0, 4));
    assertThat(balanced.get(6)).isNotEqualTo(plain.get(6));
  }

  @Test
  void aFinishedCellIsNotDoneAgain() throws IOException {
    Cell first = SmallCells.vanilla(1, folder);
    Cell second = SmallCells.vanilla(2, folder);
    run(List.of(first), 1, new SmallCells.Log());
    byte[] before = Files.readAllBytes(first.files().summary());

    SmallCells.Log log = new SmallCells.Log();
    CellResults results = run(List.of(first, second), 2, log);

    assertThat(log.lines).containsExactly("started vanilla, seed 2", "finished vanilla, seed 2");
    assertThat(Files.readAllBytes(first.files().summary())).isEqualTo(before);
    assertThat(results.finished()).extracting(CellResult::cell).containsExactly(first, second);
    assertThat(results.summary(first)).isEqualTo(first.summary());
    assertThat(results.interrupted()).isFalse();
  }

  @Test
  void aCellThatFailsIsRecordedAndTheOthersGoOn() {
    Cell diverging = SmallCells.diverging(1, folder);
    Cell vanilla = SmallCells.vanilla(1, folder);

    CellResults results = run(List.of(diverging, vanilla), 1, new SmallCells.Log());

    assertThat(results.failed())
        .singleElement()
        .satisfies(failed -> assertThat(failed.cell()).isEqualTo(diverging))
        .satisfies(failed -> assertThat(failed.error()).startsWith("training diverged"));
    assertThat(results.finished()).extracting(CellResult::cell).containsExactly(vanilla);
    assertThat(results.interrupted()).isFalse();
  }

  @Test
  void aCellThatFailedIsTriedAgain() {
    Cell diverging = SmallCells.diverging(1, folder);
    run(List.of(diverging), 1, new SmallCells.Log());

    SmallCells.Log log = new SmallCells.Log();
    run(List.of(diverging), 1, log);

    assertThat(log.lines).containsExactly("started diverging, seed 1", "failed diverging, seed 1");
  }

  @Test
  void aCellWhoseDataIsNotThereFailsInTheWordsOfItsBadInput() {
    Cell lacking =
        Cell.of(
            "lacking", SmallCells.recipe("data.directory=" + folder.resolve("none")), 1, folder);

    CellResults results = run(List.of(lacking), 1, new SmallCells.Log());

    assertThat(results.failed())
        .singleElement()
        .satisfies(failed -> assertThat(failed.error()).contains("none", "expected"));
  }

  @Test
  void aFolderThatHoldsAnotherRecipeIsRefusedBeforeAnythingRuns() {
    Cell there = SmallCells.vanilla(1, folder);
    run(List.of(there), 1, new SmallCells.Log());
    Cell other = Cell.of("vanilla", there.recipe().withEpochs(3), 1, folder);
    SmallCells.Log log = new SmallCells.Log();

    assertThatThrownBy(() -> run(List.of(SmallCells.guided(1, folder), other), 1, log))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("recipe.yaml, epochs: 2; expected 3");

    assertThat(log.lines).isEmpty();
  }

  @Test
  void anInterruptionStopsEveryCellAndTheSameCallGoesOn() {
    List<Cell> cells = fourCells(folder);
    AtomicBoolean stop = new AtomicBoolean();
    CellObserver stopsInTheThirdCell =
        new CellObserver() {
          @Override
          public void started(Cell cell) {}

          @Override
          public void on(Cell cell, Event event) {
            if (cell.equals(cells.get(2)) && event instanceof Event.StepFinished) {
              stop.set(true);
            }
          }

          @Override
          public void ended(CellResult result) {}
        };

    CellResults stopped = new CellQueue("compare", cells, 1).run(stopsInTheThirdCell, stop::get);
    assertThat(stopped.interrupted()).isTrue();
    assertThat(stopped.ended())
        .extracting(CellResult::cell)
        .containsExactlyElementsOf(cells.subList(0, 2));

    SmallCells.Log log = new SmallCells.Log();
    CellResults all = run(cells, 1, log);
    assertThat(log.lines).hasSize(4);
    assertThat(all.finished()).hasSize(4);
    assertThat(all.interrupted()).isFalse();
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
