package io.evenkeel.reproduce;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Compares tables row by row; the first column names a row.
 *
 * @param wallClock columns that are left out
 */
record TableReader(Set<String> wallClock) implements Findings.Reader {

  @Override
  public void compare(Path before, Path now, Findings findings) throws IOException {
    List<String> linesBefore = Files.readAllLines(before);
    List<String> linesNow = Files.readAllLines(now);
    if (linesBefore.isEmpty() || linesNow.isEmpty()) {
      findings.compare("lines", linesBefore.size(), linesNow.size());
      return;
    }
    List<String> columns = compared(linesBefore.get(0));
    findings.compare(
        "columns", String.join(",", columns), String.join(",", compared(linesNow.get(0))));
    List<String> headerBefore = cells(linesBefore.get(0));
    List<String> headerNow = cells(linesNow.get(0));
    for (int row = 1; row < Math.min(linesBefore.size(), linesNow.size()); row++) {
      List<String> cellsBefore = cells(linesBefore.get(row));
      List<String> cellsNow = cells(linesNow.get(row));
      String name = headerBefore.get(0) + " " + cellsBefore.get(0);
      for (String column : columns) {
        findings.compare(
            name + ", " + column,
            cell(cellsBefore, headerBefore.indexOf(column)),
            cell(cellsNow, headerNow.indexOf(column)));
      }
    }
    if (linesBefore.size() != linesNow.size()) {
      findings.add(Difference.of("rows", rows(linesBefore), rows(linesNow)));
    }
  }

  private static String rows(List<String> lines) {
    return Integer.toString(lines.size() - 1);
  }

  private List<String> compared(String header) {
    List<String> columns = new ArrayList<>(cells(header));
    columns.removeAll(wallClock);
    return columns;
  }

  private static List<String> cells(String line) {
    return List.of(line.split(",", -1));
  }

  /** A cell that a short row or another table lacks is empty. */
  private static String cell(List<String> cells, int place) {
    return place >= 0 && place < cells.size() ? cells.get(place) : "";
  }
}
