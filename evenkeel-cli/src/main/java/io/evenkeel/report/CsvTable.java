package io.evenkeel.report;

import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** A table without quoting, as run directories have them: a header, then rows of as many cells. */
record CsvTable(Path file, List<String> columns, List<String[]> rows) {

  /** Reads a table; a last row that is still being written is left out. */
  static CsvTable read(Path file) {
    try {
      String text = Files.readString(file);
      List<String> lines = text.lines().toList();
      if (lines.isEmpty()) {
        throw new BadInputException(file.toString(), "an empty file", "a header line");
      }
      boolean lastIsWhole = text.endsWith("\n");
      List<String> columns = List.of(lines.get(0).split(",", -1));
      List<String[]> rows = new ArrayList<>();
      for (int i = 1; i < lines.size(); i++) {
        String[] cells = lines.get(i).split(",", -1);
        boolean unfinished = i == lines.size() - 1 && !lastIsWhole;
        if (!unfinished && cells.length != columns.size()) {
          throw new BadInputException(
              file + ", line " + (i + 1), cells.length + " cells", columns.size() + " cells");
        }
        if (!unfinished) {
          rows.add(cells);
        }
      }
      return new CsvTable(file, columns, rows);
    } catch (NoSuchFileException e) {
      throw new BadInputException(file.toString(), "no such file", "a table of a run", e);
    } catch (CharacterCodingException e) {
      throw new BadInputException(file.toString(), "bytes that are no text", "a table", e);
    } catch (IOException e) {
      throw new BadInputException(file.toString(), "cannot be read (" + e + ")", "a table", e);
    }
  }

  /** The place of a column; throws if there is none of this name. */
  int column(String name) {
    int column = columns.indexOf(name);
    if (column < 0) {
      throw new BadInputException(file + ", line 1", "no column " + name, "one among the columns");
    }
    return column;
  }

  String text(int row, String column) {
    return rows.get(row)[column(column)];
  }

  /** A number; empty where the cell is. */
  OptionalDouble number(int row, int column) {
    String cell = rows.get(row)[column];
    if (cell.isEmpty()) {
      return OptionalDouble.empty();
    }
    try {
      return OptionalDouble.of(Double.parseDouble(cell));
    } catch (NumberFormatException e) {
      throw new BadInputException(
          file + ", line " + (row + 2), columns.get(column) + " " + cell, "a number", e);
    }
  }

  /** Every number of a column, NaN where a cell is empty. */
  double[] numbers(String name) {
    int column = column(name);
    double[] numbers = new double[rows.size()];
    for (int row = 0; row < numbers.length; row++) {
      numbers[row] = number(row, column).orElse(Double.NaN);
    }
    return numbers;
  }
}
