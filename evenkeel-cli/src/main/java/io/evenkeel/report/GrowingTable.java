package io.evenkeel.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A table that another process writes, read as it grows: each look reads what was appended since
 * the look before. A file that has become shorter, or another one, is read from its beginning; a
 * link is no table.
 */
final class GrowingTable {
  private static final int CHUNK = 1 << 20;
  private static final int TAIL = 128;

  private final Path file;
  private final Rows rows;
  private @Nullable Object key;
  private long offset;
  private byte[] tail = {};
  private List<String> columns = List.of();
  private long unreadable;

  /** Takes what is read. */
  interface Rows {
    /** The table begins, for the first time or again: what was told before is void. */
    void begin(List<String> columns);

    /** A row of as many cells as there are columns; false if it cannot be understood. */
    boolean row(List<String> cells);
  }

  GrowingTable(Path file, Rows rows) {
    this.file = file;
    this.rows = rows;
  }

  /** How many rows of the file as it is now could not be understood. */
  long unreadable() {
    return unreadable;
  }

  /** Reads what is new; a last line that is still being written is left for the next look. */
  void look() {
    try {
      BasicFileAttributes now =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!now.isRegularFile()) {
        restart(null);
        return;
      }
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
        if (offset > 0 && !isContinued(now, channel)) {
          restart(now.fileKey());
        }
        key = now.fileKey();
        readFrom(channel);
      }
    } catch (NoSuchFileException e) {
      restart(null);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private boolean isContinued(BasicFileAttributes now, FileChannel channel) throws IOException {
    return Objects.equals(key, now.fileKey())
        && channel.size() >= offset
        && Arrays.equals(tail, bytes(channel, offset - tail.length, tail.length));
  }

  private void restart(@Nullable Object newKey) {
    if (offset > 0) {
      rows.begin(List.of());
    }
    key = newKey;
    offset = 0;
    tail = new byte[0];
    columns = List.of();
    unreadable = 0;
  }

  private void readFrom(FileChannel channel) throws IOException {
    while (true) {
      byte[] chunk = bytes(channel, offset, CHUNK);
      int end = lastNewline(chunk) + 1;
      if (end == 0) {
        if (chunk.length < CHUNK) {
          return;
        }
        // A line of this length is no row: skipped, so that the rows after it are found.
        unreadable++;
        end = CHUNK;
      } else {
        new String(chunk, 0, end, StandardCharsets.UTF_8).lines().forEach(this::line);
      }
      tail = Arrays.copyOfRange(chunk, Math.max(0, end - TAIL), end);
      offset += end;
    }
  }

  private static byte[] bytes(FileChannel channel, long from, int most) throws IOException {
    ByteBuffer buffer =
        ByteBuffer.allocate((int) Math.max(0, Math.min(most, channel.size() - from)));
    while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
      // A read may stop short of the buffer's end.
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  private static int lastNewline(byte[] chunk) {
    int at = chunk.length - 1;
    while (at >= 0 && chunk[at] != '\n') {
      at--;
    }
    return at;
  }

  private void line(String line) {
    List<String> cells = List.of(line.split(",", -1));
    if (columns.isEmpty()) {
      columns = cells;
      rows.begin(columns);
    } else if (cells.size() != columns.size() || !rows.row(cells)) {
      unreadable++;
    }
  }
}
