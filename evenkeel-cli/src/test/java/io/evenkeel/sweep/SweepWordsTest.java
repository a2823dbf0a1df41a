package io.evenkeel.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.experiment.Cell;
import io.evenkeel.experiment.CellResult;
import io.evenkeel.experiment.CellResults;
import io.evenkeel.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sentences, each over the numbers that it has to be true of. */
class SweepWordsTest {
  @TempDir Path folder;

  /** Words over one grid, with a validation accuracy for each value and seed; NaN is a failure. */
  private SweepWords words(String grid, double[]... accuracies) throws IOException {
    Recipe base = Recipe.defaults();
    Sweep sweep =
        Sweep.of(
            base,
            new GridSearch(List.of(Choices.parse(base, grid))),
            accuracies[0].length,
            Criterion.parse(Criterion.DEFAULT),
            folder);
    List<CellResult> ended = new ArrayList<>();
    for (int p = 0; p < accuracies.length; p++) {
      for (int s = 0; s < accuracies[p].length; s++) {
        Cell cell = sweep.cell(sweep.points().get(p), sweep.seeds().get(s));
        ended.add(result(cell, accuracies[p][s]));
      }
    }
    return new SweepWords(SweepOutcome.of(sweep, new CellResults(sweep.cells(), ended, false)));
  }

  /** Runs of the same accuracy are made to be the same runs. */
  private static CellResult result(Cell cell, double accuracy) throws IOException {
    if (Double.isNaN(accuracy)) {
      return new CellResult.Failed(cell, "the loss is not finite");
    }
    Files.createDirectories(cell.folder());
    Files.writeString(cell.files().steps(), "accuracy " + accuracy);
    Files.writeString(cell.files().weights(), "weights");
    return new CellResult.Finished(cell, summary(accuracy));
  }

  private static JsonNode summary(double accuracy) {
    ObjectNode summary = JsonNodeFactory.instance.objectNode();
    summary.putObject("test").put("accuracy", accuracy / 2);
    summary.putObject("splits").putObject("validation").put("accuracy", accuracy);
    return summary;
  }

  @Test
  void theChoiceAndTheOneLookAtTheTestSplit() throws IOException {
    SweepWords words = words("alpha=1,2", new double[] {0.4, 0.5}, new double[] {0.6, 0.7});

    // t(.975, 1) = 12.706 times a standard error of .05.
    assertThat(words.headline()).isEqualTo("alpha=2 is chosen: validation.accuracy 65.0 ± 63.5 %");
    assertThat(words.test().orElseThrow()).endsWith("accuracy 32.5 ± 31.8 %.");
    assertThat(words.sentences().get(1))
        .isEqualTo(
            "The runner-up, alpha=1, has 45.0 ± 63.5 %, behind by 20.0 ± 0.0 points paired by"
                + " seed: more than the spread of these seeds.");
  }

  @Test
  void aLeadWithinTheSpreadIsCalledSo() throws IOException {
    assertThat(
            words("alpha=1,2", new double[] {0.4, 0.5}, new double[] {0.6, 0.4}).sentences().get(1))
        .contains("behind by 5.0 ± 190.6 points paired by seed: within the spread");
  }

  @Test
  void oneSeedIsCalledOneSeed() throws IOException {
    SweepWords words = words("alpha=1,2", new double[] {0.4}, new double[] {0.6});

    assertThat(words.headline()).endsWith("60.0 %");
    assertThat(words.sentences())
        .contains(
            "The runner-up, alpha=1, has 40.0 %, behind by 20.0 points; one seed does not tell how"
                + " much of that is chance.");
  }

  @Test
  void theSameRunsAreOneRivalAndNoRunnerUp() throws IOException {
    SweepWords words =
        words("alpha=1,2,3", new double[] {0.4}, new double[] {0.6}, new double[] {0.6});

    assertThat(words.sameRuns())
        .containsExactly("These points gave the same runs, byte for byte: alpha=2; alpha=3.");
    assertThat(words.sentences())
        .contains("The chosen point is the first of 2 that gave the same runs.")
        .contains("As the best of 2 it looks better on validation than it will on fresh data.")
        .anyMatch(sentence -> sentence.startsWith("The runner-up, alpha=1,"));
  }

  @Test
  void failuresAndAChoiceThatCouldNotBeMade() throws IOException {
    SweepWords words = words("alpha=1", new double[] {0.4, Double.NaN});

    assertThat(words.headline()).isEqualTo("No point could be chosen");
    assertThat(words.test()).isEmpty();
    assertThat(words.sentences())
        .contains("There is no point of which every run has finished.")
        .contains("1 run of 2 failed; 1 point with a failed run cannot be chosen.");
  }

  @Test
  void keysThatChangeTheValidationDataAreWarnedOf() throws IOException {
    assertThat(words("variance=0.02", new double[] {0.5}).sentences())
        .anyMatch(sentence -> sentence.startsWith("Beware: with data.colors.variance"));
    assertThat(words("train_samples=100", new double[] {0.5}).sentences())
        .noneMatch(sentence -> sentence.startsWith("Beware"));
  }
}
