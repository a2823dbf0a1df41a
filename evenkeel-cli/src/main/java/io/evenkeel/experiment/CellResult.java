package io.evenkeel.experiment;

import com.fasterxml.jackson.databind.JsonNode;

/** What became of a cell that has ended. */
public sealed interface CellResult {

  Cell cell();

  /**
   * Its run is finished and written.
   *
   * @param summary the content of its summary.json
   */
  record Finished(Cell cell, JsonNode summary) implements CellResult {}

  /**
   * Its run failed.
   *
   * @param error what it failed of, in one line
   */
  record Failed(Cell cell, String error) implements CellResult {}
}
