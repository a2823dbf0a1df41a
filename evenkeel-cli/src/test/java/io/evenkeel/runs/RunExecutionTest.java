package io.evenkeel.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.run.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunExecutionTest {
  @TempDir Path folder;

  private static Recipe recipe(long seed) {
    return RecipeFile.defaults(
        List.of(
            "epochs=1",
            "batch_size=32",
            "threads=1",
            "data.train_samples=96",
            "data.validation_samples=50",
            "data.test_samples=50",
            "seed=" + seed));
  }

  private RunOutcome run(long seed, ExistingRun existing, List<RunObserver> watchers) {
    return new RunExecution(
            "train", recipe(seed), folder, existing, watchers, event -> {}, () -> false)
        .run();
  }

  /** A page cannot be written where a folder is. */
  private static RunObserver inThePagesPlace() {
    return (files, modalities, stepsDone) -> {
      try {
        Files.createDirectories(files.report());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new RunObserver.Watching() {
        @Override
        public void on(Event event) {}

        @Override
        public void close() {}
      };
    };
  }

  @Test
  void aReplacementWithoutAPageIsStillTheRunToKeep() {
    run(1, ExistingRun.RESUME, List.of());

    assertThatThrownBy(() -> run(2, ExistingRun.REPLACE, List.of(inThePagesPlace())))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("report.html");

    RunFiles files = new RunFiles(folder);
    assertThat(files.summary()).content().contains("\"seed\" : 2");
    assertThat(RecipeDifference.first(files, recipe(2))).isEmpty();
  }
}
