package io.evenkeel.experiment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.recipe.Recipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Results of cells that nobody has trained. */
final class SummarizedCells {
  private final List<Cell> cells = new ArrayList<>();
  private final List<CellResult> ended = new ArrayList<>();

  private final Path folder;

  SummarizedCells() {
    this(Path.of("experiment"));
  }

  SummarizedCells(Path folder) {
    this.folder = folder;
  }

  private Cell cell(String label, long seed) {
    return Cell.of(label, Recipe.defaults(), seed, folder);
  }

  /** Cells of seeds 1, 2, …, with these accuracies in test, d_util and d_speed. */
  SummarizedCells multimodal(
      String label, double[] accuracy, double[] utilization, double[] speed) {
    for (int i = 0; i < accuracy.length; i++) {
      ObjectNode summary = summary(accuracy[i], "gray", "color");
      summary.putObject("cur").put("gray", 0.1 + utilization[i]).put("color", 0.1);
      summary.put("cur_split", "test-matched");
      summary.put("d_util", utilization[i]);
      summary.put("d_speed", speed[i]);
      add(cell(label, i + 1), summary);
    }
    return this;
  }

  SummarizedCells unimodal(String label, double... accuracy) {
    for (int i = 0; i < accuracy.length; i++) {
      ObjectNode summary = summary(accuracy[i], "gray");
      summary.putObject("cur");
      summary.putNull("d_util").putNull("d_speed");
      add(cell(label, i + 1), summary);
    }
    return this;
  }

  SummarizedCells failed(String label, long seed, String error) {
    Cell failed = cell(label, seed);
    cells.add(failed);
    ended.add(new CellResult.Failed(failed, error));
    return this;
  }

  private void add(Cell cell, ObjectNode summary) {
    cells.add(cell);
    ended.add(new CellResult.Finished(cell, summary));
  }

  private static ObjectNode summary(double accuracy, String... modalities) {
    ObjectNode summary = JsonNodeFactory.instance.objectNode();
    ObjectNode test = summary.putObject("test");
    test.put("accuracy", accuracy);
    ObjectNode branches = test.putObject("branch_accuracy");
    ObjectNode isolated = test.putObject("isolated_accuracy");
    for (String modality : modalities) {
      branches.put(modality, accuracy - 0.1);
      isolated.put(modality, accuracy - 0.2);
    }
    summary.putObject("validation").put("accuracy", accuracy);
    summary.put("seconds", 12.5);
    return summary;
  }

  CellResults results() {
    return new CellResults(cells, ended, false);
  }

  /** Vanilla and guided of three seeds; worked out by hand in ComparisonTest. */
  static CellResults pair() {
    return new SummarizedCells()
        .multimodal(
            "vanilla",
            new double[] {0.5, 0.6, 0.7},
            new double[] {0.4, 0.5, -0.6},
            new double[] {1, 2, -3})
        .multimodal(
            "guided",
            new double[] {0.6, 0.7, 0.9},
            new double[] {0.1, 0.2, 0.3},
            new double[] {0.5, 0.25, 0.75})
        .results();
  }
}
