package io.evenkeel.manifest;

import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of a stream, one after the other, none longer than 16 MiB. */
final class TextLines {
  private static final int MOST_BYTES = 1 << 24;
  private static final int BUFFER_BYTES = 1 << 16;

  private final String file;
  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int from;
  private int end;

  /** The current line, without its end, and whatever stood there before. */
  byte[] bytes = new byte[BUFFER_BYTES];

  int length;
  int number;

  TextLines(String file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /** Goes to the next line; false if there is none. */
  boolean next() throws IOException {
    length = 0;
    number++;
    while (true) {
      if (from == end) {
        from = 0;
        end = Math.max(0, in.read(buffer));
        if (end == 0) {
          return length > 0;
        }
      }
      int stop = from;
      while (stop < end && buffer[stop] != '\n') {
        stop++;
      }
      append(stop - from);
      from = stop;
      if (stop < end) {
        from++;
        return true;
      }
    }
  }

  private void append(int count) {
    if (count > MOST_BYTES - length) {
      throw new BadInputException(file + ", line " + number, "more than 16 MiB", "a shorter line");
    }
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
    }
    System.arraycopy(buffer, from, bytes, length, count);
    length += count;
  }
}
