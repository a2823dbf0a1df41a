package io.evenkeel.report;

import io.evenkeel.files.FileTrouble;
import io.evenkeel.input.BadInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What charts need of steps.csv, read row by row: a run of a million steps takes some 40 MB here,
 * where its cells as text would take twenty times its file.
 *
 * @param file where it was read
 * @param columns the header; empty if the file has no whole line yet
 * @param modalities those that have a column of speeds
 * @param step the number of each step
 * @param difference d_speed after each step, NaN where it is undefined
 * @param speeds for each modality, s after each step
 * @param rebalanced the place of the modality that each step re-balanced, −1 for a regular step
 */
record StepTable(
    Path file,
    List<String> columns,
    List<String> modalities,
    double[] step,
    double[] difference,
    List<double[]> speeds,
    int[] rebalanced) {
  private static final String SPEED_COLUMN = "s_";

  /** A table without a line. */
  static StepTable none(Path file) {
    return new StepTable(
        file, List.of(), List.of(), new double[0], new double[0], List.of(), new int[0]);
  }

  /** Reads a table; a last line that is still being written is left out, so is a missing file. */
  static StepTable read(Path file) {
    if (!Files.exists(file)) {
      return none(file);
    }
    try (BufferedReader in = Files.newBufferedReader(file)) {
      boolean lastLineIsWhole = endsWithNewline(file);
      @Nullable String line = in.readLine();
      @Nullable String next = in.readLine();
      if (line == null || (next == null && !lastLineIsWhole)) {
        return none(file);
      }
      Rows rows = new Rows(file, List.of(line.split(",", -1)));
      while (next != null) {
        line = next;
        next = in.readLine();
        if (next != null || lastLineIsWhole) {
          rows.add(line.split(",", -1));
        }
      }
      return rows.table();
    } catch (CharacterCodingException e) {
      throw new BadInputException(file.toString(), "bytes that are no UTF-8", "a table", e);
    } catch (IOException e) {
      throw FileTrouble.unreadable(file, "a table", e);
    }
  }

  private static boolean endsWithNewline(Path file) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      if (bytes.length() == 0) {
        return false;
      }
      bytes.seek(bytes.length() - 1);
      return bytes.read() == '\n';
    }
  }

  boolean isEmpty() {
    return step.length == 0;
  }

  /** s of one modality after each step; the modality must be one of the table's. */
  double[] speeds(String modality) {
    return speeds.get(modalities.indexOf(modality));
  }

  /** 1 at the steps that re-balanced a modality and 0 elsewhere. */
  double[] rebalancing(String modality) {
    int place = modalities.indexOf(modality);
    return IntStream.of(rebalanced).mapToDouble(m -> m == place ? 1 : 0).toArray();
  }

  /** The rows as they come. */
  private static final class Rows {
    private final Path file;
    private final List<String> columns;
    private final List<String> modalities;
    private final int modalityColumn;
    private final List<Integer> numberColumns = new ArrayList<>();
    private final List<DoubleStream.Builder> numbers = new ArrayList<>();
    private final IntStream.Builder rebalanced = IntStream.builder();
    private long lines = 1;

    Rows(Path file, List<String> columns) {
      this.file = file;
      this.columns = columns;
      modalities =
          columns.stream()
              .filter(column -> column.startsWith(SPEED_COLUMN))
              .map(column -> column.substring(SPEED_COLUMN.length()))
              .toList();
      CsvTable header = new CsvTable(file, columns, List.of());
      modalityColumn = header.column("modality");
      numberColumns.add(header.column("step"));
      numberColumns.add(header.column("d_speed"));
      modalities.forEach(m -> numberColumns.add(header.column(SPEED_COLUMN + m)));
      numberColumns.forEach(column -> numbers.add(DoubleStream.builder()));
    }

    void add(String[] cells) {
      String where = file + ", line " + ++lines;
      if (cells.length != columns.size()) {
        throw new BadInputException(where, cells.length + " cells", columns.size() + " cells");
      }
      String named = cells[modalityColumn];
      if (!named.isEmpty() && !modalities.contains(named)) {
        throw new BadInputException(where, "modality " + named, "one of " + modalities);
      }
      rebalanced.add(modalities.indexOf(named));
      for (int i = 0; i < numbers.size(); i++) {
        int column = numberColumns.get(i);
        try {
          numbers.get(i).add(CsvTable.number(cells[column]));
        } catch (NumberFormatException e) {
          throw new BadInputException(
              where, columns.get(column) + " " + cells[column], "a number", e);
        }
      }
    }

    StepTable table() {
      List<double[]> values = numbers.stream().map(n -> n.build().toArray()).toList();
      return new StepTable(
          file,
          columns,
          modalities,
          values.get(0),
          values.get(1),
          values.subList(2, values.size()),
          rebalanced.build().toArray());
    }
  }
}
