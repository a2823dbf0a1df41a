package io.evenkeel.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.evenkeel.experiment.Cell;
import io.evenkeel.experiment.CellObserver;
import io.evenkeel.experiment.CellResult;
import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.run.Event;
import io.evenkeel.runs.RecipeFile;
import io.evenkeel.runs.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepExecutionTest {
  private static final Recipe BASE =
      RecipeFile.defaults(
          List.of(
              "epochs=1",
              "batch_size=32",
              "train_samples=64",
              "validation_samples=50",
              "test_samples=50"));

  @TempDir Path folder;

  private SweepExecution execution() {
    Sweep sweep =
        Sweep.of(
            BASE,
            new GridSearch(List.of(Choices.parse(BASE, "alpha=0.1,0.2"))),
            1,
            Criterion.parse(Criterion.DEFAULT),
            folder.resolve("sweep"));
    return new SweepExecution(sweep, 1);
  }

  /** Keeps the names of the cells that have been started. */
  private static final class Started implements CellObserver {
    private final List<String> names = new ArrayList<>();
    private int ended;

    @Override
    public void started(Cell cell) {
      names.add(cell.name());
    }

    @Override
    public void on(Cell cell, Event event) {}

    @Override
    public void ended(CellResult result) {
      ended++;
    }
  }

  @Test
  void anInterruptedSweepTellsWhatHasFinishedAndGoesOnFromThere() throws IOException {
    Started first = new Started();
    SweepFiles files = execution().sweep().files();

    SweepOutcome stopped = execution().run(first, () -> first.ended == 1);

    assertThat(stopped.isOver()).isFalse();
    assertThat(stopped.finished()).isEqualTo(1);
    assertThat(Files.readString(files.table())).contains(",finished,").contains(",open,");
    assertThat(new ObjectMapper().readTree(files.json().toFile()).path("chosen").isNull()).isTrue();
    assertThat(files.best()).doesNotExist();
    assertThat(files.report()).doesNotExist();

    Started second = new Started();
    execution().prepare(notice -> {});
    SweepOutcome whole = execution().run(second, () -> false);

    assertThat(second.names).containsExactly("alpha=0.2, seed 1");
    assertThat(whole.isOver()).isTrue();
    assertThat(files.best()).exists();
    assertThat(files.report()).exists();
  }

  @Test
  void twoProcessesDoNotSweepInOneFolder() throws IOException {
    Path sweep = Files.createDirectories(folder.resolve("sweep"));
    try (RunLock held = RunLock.acquire(sweep, "somebody")) {
      assertThat(held).isNotNull();
      execution().prepare(notice -> {});
      assertThatThrownBy(() -> execution().run(new Started(), () -> false))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("in use by somebody");
    }
    assertThat(sweep.toFile().list()).containsExactly(".lock");
  }
}
