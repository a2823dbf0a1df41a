package io.evenkeel.experiment;

import io.evenkeel.recipe.Recipe;
import io.evenkeel.run.Event;
import io.evenkeel.runs.RecipeFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Cells that are trained in a second. */
final class SmallCells {
  private SmallCells() {}

  static Recipe recipe(String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "epochs=2",
                "batch_size=32",
                "data.train_samples=96",
                "data.validation_samples=50",
                "data.test_samples=50"));
    all.addAll(List.of(settings));
    return RecipeFile.defaults(all);
  }

  static Cell vanilla(long seed, Path experiment) {
    return Cell.of("vanilla", recipe("strategy.name=vanilla"), seed, experiment);
  }

  static Cell guided(long seed, Path experiment) {
    return Cell.of(
        "guided",
        recipe("strategy.name=guided", "alpha=0", "window=1", "start_epoch=2"),
        seed,
        experiment);
  }

  static Cell diverging(long seed, Path experiment) {
    return Cell.of("diverging", recipe("learning_rate=1e9"), seed, experiment);
  }

  /**
   * An observer that writes down which cells were taken up, what they had to say, and how they
   * ended.
   */
  static final class Log implements CellObserver {
    final List<String> lines = new ArrayList<>();

    @Override
    public void started(Cell cell) {
      lines.add("started " + cell.name());
    }

    @Override
    public void on(Cell cell, Event event) {
      if (event instanceof Event.Notice notice) {
        lines.add(notice.text());
      }
    }

    @Override
    public void ended(CellResult result) {
      lines.add(
          (result instanceof CellResult.Finished ? "finished " : "failed ") + result.cell().name());
    }
  }
}
