package io.evenkeel.manifest;

import io.evenkeel.input.BadInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A table that is being read: cells of the current row in any order, then the next row. */
final class TableBuilder {
  /** Four bytes a cell: more rows are no manifest. */
  static final int MOST_ROWS = 50_000_000;

  /** More columns are no manifest. */
  static final int MOST_COLUMNS = 10_000;

  private static final int FIRST_ROWS = 1024;

  private final String file;
  private final String unit;
  private final List<Column> columns = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private int[] lines = new int[FIRST_ROWS];
  private int rows;

  private TableBuilder(String file, String unit) {
    this.file = file;
    this.unit = unit;
  }

  /** For a file of text, where messages count lines. */
  static TableBuilder ofLines(String file) {
    return new TableBuilder(file, "line");
  }

  /** For a file in which messages count rows. */
  static TableBuilder ofRows(String file) {
    return new TableBuilder(file, "row");
  }

  /** A column that is being read. Rows beyond its codes have no value. */
  private static final class Column {
    final String name;
    final PackedTexts texts = new PackedTexts();
    int[] codes = new int[FIRST_ROWS];

    Column(String name) {
      this.name = name;
    }

    ManifestColumn built(RowPlaces places, int rows) {
      texts.trim();
      codes = Arrays.copyOf(codes, rows);
      return new ManifestColumn(name, places, texts, codes);
    }
  }

  String file() {
    return file;
  }

  int columns() {
    return columns.size();
  }

  String name(int column) {
    return columns.get(column).name;
  }

  /** The number of a column; a new one if none has the name. */
  int columnNamed(String name, int line) {
    Integer known = numbers.get(name);
    return known == null ? addColumn(name, line) : known;
  }

  /** Adds a column, whose name must be new. */
  int addColumn(String name, int line) {
    int number = columns.size();
    if (name.isBlank()) {
      throw bad(line, "no name for column " + (number + 1), "a name for each column");
    }
    if (name.indexOf(0) >= 0) {
      throw bad(line, "a NUL byte in the name of column " + (number + 1), "text");
    }
    if (number == MOST_COLUMNS) {
      throw bad(line, "more than " + MOST_COLUMNS + " columns", "a table of samples");
    }
    if (numbers.putIfAbsent(name, number) != null) {
      throw bad(line, "two columns " + ManifestColumn.quoted(name), "a name for each column");
    }
    columns.add(new Column(name));
    return number;
  }

  /** A cell of the current row. */
  void cell(int column, CellText text, int line) {
    cellAt(0, column, text, line);
  }

  /** A cell of a row that is so many rows behind the current one. */
  void cellAt(int ahead, int column, CellText text, int line) {
    int row = rows + ahead;
    Column to = columns.get(column);
    for (int i = 0; i < text.length; i++) {
      if (text.bytes[i] == 0) {
        throw bad(line, column, "a NUL byte", "text");
      }
    }
    int code = to.texts.add(text);
    if (code < 0) {
      throw bad(line, column, "more than 1 GiB of different texts", "names of files, not data");
    }
    if (row >= to.codes.length) {
      to.codes = Arrays.copyOf(to.codes, Math.max(row + 1, 2 * to.codes.length));
    }
    to.codes[row] = code;
  }

  /** Ends the current row, which began in a line. */
  void endRow(int line) {
    if (rows == MOST_ROWS) {
      throw bad(line, "more than " + MOST_ROWS + " rows", "a smaller manifest");
    }
    if (unit.equals("line")) {
      if (rows == lines.length) {
        lines = Arrays.copyOf(lines, 2 * lines.length);
      }
      lines[rows] = line;
    }
    rows++;
  }

  ManifestTable built() {
    if (rows == 0) {
      throw new BadInputException(file, "no samples", "at least one row");
    }
    if (columns.isEmpty()) {
      throw new BadInputException(file, "no columns", "at least one");
    }
    lines = unit.equals("line") ? Arrays.copyOf(lines, rows) : new int[0];
    RowPlaces places = new RowPlaces(file, unit, lines);
    List<ManifestColumn> built = new ArrayList<>();
    for (Column column : columns) {
      built.add(column.built(places, rows));
    }
    return new ManifestTable(places, built);
  }

  BadInputException bad(int line, String found, String expected) {
    return new BadInputException(file + ", " + unit + " " + line, found, expected);
  }

  BadInputException bad(int line, int column, String found, String expected) {
    return new BadInputException(
        file + ", " + unit + " " + line + ", column " + name(column), found, expected);
  }
}
