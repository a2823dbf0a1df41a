package io.evenkeel.runs;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/** A table that grows row by row; numbers are written so that they read back to the same bits. */
final class CsvWriter implements AutoCloseable {
  private final Path file;
  private final BufferedWriter writer;

  CsvWriter(Path file, List<String> columns) {
    this.file = file;
    try {
      writer = Files.newBufferedWriter(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
    row(columns);
  }

  /** A number as a cell; an undefined one is an empty cell. */
  static String cell(OptionalDouble number) {
    return number.isPresent() ? Double.toString(number.getAsDouble()) : "";
  }

  void row(List<String> cells) {
    try {
      writer.write(String.join(",", cells));
      writer.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  void flush() {
    try {
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
