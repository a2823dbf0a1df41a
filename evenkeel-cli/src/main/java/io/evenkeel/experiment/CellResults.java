package io.evenkeel.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the cells of an experiment came to.
 *
 * @param cells every cell, in the experiment's order
 * @param ended the results of those that have ended, in the same order
 * @param interrupted whether the others are left because the experiment was asked to stop
 */
public record CellResults(List<Cell> cells, List<CellResult> ended, boolean interrupted) {

  /** Copies the lists. */
  public CellResults {
    cells = List.copyOf(cells);
    ended = List.copyOf(ended);
  }

  public List<CellResult.Finished> finished() {
    return ended.stream()
        .filter(CellResult.Finished.class::isInstance)
        .map(CellResult.Finished.class::cast)
        .toList();
  }

  public List<CellResult.Failed> failed() {
    return ended.stream()
        .filter(CellResult.Failed.class::isInstance)
        .map(CellResult.Failed.class::cast)
        .toList();
  }

  /** The cells that have not ended well, in the experiment's order. */
  public List<Cell> unfinished() {
    List<Cell> unfinished = new ArrayList<>(cells);
    unfinished.removeAll(finished().stream().map(CellResult.Finished::cell).toList());
    return unfinished;
  }

  /** The summary of a cell, where it is finished. */
  public Optional<JsonNode> summary(Cell cell) {
    return finished().stream()
        .filter(f -> f.cell().equals(cell))
        .map(CellResult.Finished::summary)
        .findFirst();
  }
}
