package io.evenkeel.report;

import io.evenkeel.files.FileTrouble;
import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A table without quoting, as run directories have them: a header, then rows of as many cells.
 *
 * @param file where it was read
 * @param columns the header; empty if the file has no whole line yet
 * @param rows the rows that are whole
 */
record CsvTable(Path file, List<String> columns, List<List<String>> rows) {

  /** Reads a table; a last line that is still being written is left out, so is a missing file. */
  static CsvTable read(Path file) {
    List<String> lines = wholeLines(file);
    if (lines.isEmpty()) {
      return new CsvTable(file, List.of(), List.of());
    }
    List<String> columns = cells(lines.get(0));
    List<List<String>> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      List<String> cells = cells(lines.get(i));
      if (cells.size() != columns.size()) {
        throw new BadInputException(
            file + ", line " + (i + 1), cells.size() + " cells", columns.size() + " cells");
      }
      rows.add(cells);
    }
    return new CsvTable(file, columns, rows);
  }

  private static List<String> wholeLines(Path file) {
    try {
      String text = Files.exists(file) ? Files.readString(file) : "";
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    } catch (CharacterCodingException e) {
      throw new BadInputException(file.toString(), "bytes that are no UTF-8", "a table", e);
    } catch (IOException e) {
      throw FileTrouble.unreadable(file, "a table", e);
    }
  }

  private static List<String> cells(String line) {
    return List.of(line.split(",", -1));
  }

  /** What follows a prefix in the names of the columns that have it. */
  List<String> columnsAfter(String prefix) {
    return columns.stream()
        .filter(column -> column.startsWith(prefix))
        .map(column -> column.substring(prefix.length()))
        .toList();
  }

  /** The place of a column; throws if there is none of this name. */
  int column(String name) {
    int column = columns.indexOf(name);
    if (column < 0) {
      throw new BadInputException(file + ", line 1", "no column " + name, "one among the columns");
    }
    return column;
  }

  /** The place of a row in the file, for messages. */
  String where(int row) {
    return file + ", line " + (row + 2);
  }

  /** Every number of a column, NaN where a cell is empty; none if the table is empty. */
  double[] numbers(String name) {
    double[] numbers = new double[rows.size()];
    for (int row = 0; row < numbers.length; row++) {
      numbers[row] = number(row, column(name));
    }
    return numbers;
  }

  private double number(int row, int column) {
    String cell = rows.get(row).get(column);
    try {
      return number(cell);
    } catch (NumberFormatException e) {
      throw new BadInputException(where(row), columns.get(column) + " " + cell, "a number", e);
    }
  }

  /** The number in a cell, NaN for an empty one; throws {@link NumberFormatException}. */
  static double number(String cell) {
    return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
  }
}
