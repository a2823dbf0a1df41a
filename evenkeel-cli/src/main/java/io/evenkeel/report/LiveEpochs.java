package io.evenkeel.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The epochs of a run as they come in. */
final class LiveEpochs implements GrowingTable.Rows {
  private final Path file;
  private List<String> columns = List.of();
  private final List<List<String>> rows = new ArrayList<>();

  LiveEpochs(Path file) {
    this.file = file;
  }

  @Override
  public void begin(List<String> newColumns) {
    columns = newColumns;
    rows.clear();
  }

  @Override
  public boolean row(List<String> cells) {
    if (!columns.containsAll(RunDirectory.HISTORY_COLUMNS)) {
      return false;
    }
    try {
      cells.forEach(CsvTable::number);
      rows.add(cells);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  CsvTable table() {
    return new CsvTable(file, columns, List.copyOf(rows));
  }
}
