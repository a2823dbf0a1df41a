package io.evenkeel.runs;

import io.evenkeel.input.BadInputException;
import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A table that grows row by row; numbers are written so that they read back to the same bits. */
final class CsvWriter implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final BufferedWriter writer;

  private CsvWriter(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
    writer = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
  }

  /** Begins a table with its header line. */
  static CsvWriter begin(Path file, List<String> columns) {
    try {
      CsvWriter writer =
          new CsvWriter(
              file,
              FileChannel.open(
                  file,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.TRUNCATE_EXISTING,
                  StandardOpenOption.WRITE));
      writer.row(columns);
      return writer;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /**
   * Goes on with a table after so many of its rows; what stands below them is dropped.
   *
   * @throws BadInputException if it has fewer whole rows, or other columns
   */
  static CsvWriter goOn(Path file, List<String> columns, long rows) {
    long length =
        lengthOf(file, columns, rows)
            .orElseThrow(
                () ->
                    new BadInputException(
                        file.toString(),
                        "not what the checkpoint was written with",
                        rows + " rows below " + columns));
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
      CsvWriter writer = new CsvWriter(file, channel);
      try {
        channel.truncate(length).position(length);
        return writer;
      } catch (IOException e) {
        writer.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** The bytes that the header and so many rows take; empty if they are not all there. */
  static OptionalLong lengthOf(Path file, List<String> columns, long rows) {
    try (var in = new BufferedInputStream(Files.newInputStream(file))) {
      byte[] header = (String.join(",", columns) + "\n").getBytes(StandardCharsets.UTF_8);
      if (!Arrays.equals(in.readNBytes(header.length), header)) {
        return OptionalLong.empty();
      }
      long length = header.length;
      long left = rows;
      while (left > 0) {
        int next = in.read();
        if (next < 0) {
          return OptionalLong.empty();
        }
        length++;
        left -= next == '\n' ? 1 : 0;
      }
      return OptionalLong.of(length);
    } catch (NoSuchFileException e) {
      return OptionalLong.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
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

  /** Makes what was written last beyond a failure of the machine. */
  void makeDurable() {
    flush();
    try {
      channel.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  @Override
  public void close() {
    try (channel) {
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
