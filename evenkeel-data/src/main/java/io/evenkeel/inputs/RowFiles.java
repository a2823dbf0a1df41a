package io.evenkeel.inputs;

import io.evenkeel.files.FileTrouble;
import io.evenkeel.input.BadInputException;
import io.evenkeel.manifest.ManifestColumn;
import io.evenkeel.manifest.ManifestPaths;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;

/** The files that a column names, each of which was found when this was made. */
final class RowFiles {
  private final ManifestColumn column;
  private final Path root;
  private final long[] bytesByCode;

  private RowFiles(ManifestColumn column, Path root, long[] bytesByCode) {
    this.column = column;
    this.root = root;
    this.bytesByCode = bytesByCode;
  }

  /**
   * Looks for the files of these rows, for each once.
   *
   * @throws BadInputException with line and column for one that is missing or may not be named
   */
  static RowFiles find(
      ManifestColumn column, ManifestPaths paths, int[] rows, RowProgress progress) {
    int most = Arrays.stream(rows).map(column::code).max().orElse(0);
    long[] bytes = new long[most + 1];
    boolean[] seen = new boolean[most + 1];
    seen[0] = true;
    int[] first =
        Arrays.stream(rows)
            .filter(
                row -> {
                  boolean isFirst = !seen[column.code(row)];
                  seen[column.code(row)] = true;
                  return isFirst;
                })
            .toArray();
    progress.begin("the sizes of the files of column " + column.name(), first.length);
    ParallelRows.each(
        first, progress, row -> bytes[column.code(row)] = size(paths.resolve(column, row)));
    return new RowFiles(column, paths.root(), bytes);
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException gone) {
      throw new UncheckedIOException("cannot read " + file, gone);
    }
  }

  boolean has(int row) {
    return !column.missing(row);
  }

  String identity(int row) {
    return has(row) ? column.text(row) + " " + bytesByCode[column.code(row)] : "";
  }

  /** What is read of a row's file; what is wrong with it is told with line and column. */
  <T> T read(int row, Function<Path, T> reader) {
    try {
      return reader.apply(root.resolve(column.text(row)));
    } catch (BadInputException bad) {
      throw bad.within(column.place(row));
    } catch (UncheckedIOException gone) {
      throw new BadInputException(
          column.place(row), "cannot be read (" + FileTrouble.reason(gone) + ")", "a file", gone);
    }
  }

  BadInputException bad(int row, String found, String expected) {
    return column.bad(row, found, expected);
  }
}
