package io.evenkeel.data;

import io.evenkeel.files.FileTrouble;
import io.evenkeel.input.BadInputException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Reads an IDX file from its start and counts bytes, so that every complaint can say where. */
final class IdxStream {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int FIRST_ALLOCATION_BYTES = 1 << 20;
  private static final byte[] GZIP_MAGIC = {0x1f, (byte) 0x8b};

  private final String name;
  private final InputStream in;
  private final boolean compressed;
  private long offset;

  private IdxStream(String name, InputStream in, boolean compressed) {
    this.name = name;
    this.in = in;
    this.compressed = compressed;
  }

  /** Begins to read; the content tells whether it is compressed, whatever the name says. */
  static IdxStream open(String name, InputStream raw) {
    BufferedInputStream buffered = new BufferedInputStream(raw, BUFFER_BYTES);
    try {
      buffered.mark(GZIP_MAGIC.length);
      byte[] start = buffered.readNBytes(GZIP_MAGIC.length);
      buffered.reset();
      boolean compressed = Arrays.equals(start, GZIP_MAGIC);
      InputStream content = compressed ? new GZIPInputStream(buffered, BUFFER_BYTES) : buffered;
      return new IdxStream(name, content, compressed);
    } catch (EOFException truncated) {
      throw new BadInputException(
          name, "the gzip header ends too soon", "a whole .gz file", truncated);
    } catch (IOException unreadable) {
      throw new BadInputException(name, reason(unreadable), "a readable IDX file", unreadable);
    }
  }

  /** The file and a place in its uncompressed content. */
  String at(long place) {
    return name + " at byte " + place + (compressed ? " (uncompressed)" : "");
  }

  /** The file and the place that is read next. */
  String here() {
    return at(offset);
  }

  /** The next unsigned 32-bit big-endian number, which {@code meaning} describes. */
  long unsignedInt(String meaning) {
    byte[] four = bytes(Integer.BYTES, meaning);
    long value = 0;
    for (byte b : four) {
      value = value << Byte.SIZE | Byte.toUnsignedInt(b);
    }
    return value;
  }

  /**
   * The next bytes. What is allocated follows what has really been read, at most twice as much, so
   * that a header that promises too much costs nothing.
   */
  byte[] bytes(int length, String meaning) {
    byte[] read = new byte[Math.min(length, FIRST_ALLOCATION_BYTES)];
    int filled = 0;
    while (filled < length) {
      if (filled == read.length) {
        read = Arrays.copyOf(read, (int) Math.min(length, 2L * filled));
      }
      int got = next(read, filled, (length - filled) + " more bytes of " + meaning);
      if (got < 0) {
        throw tooShort(length - filled, meaning);
      }
      filled += got;
      offset += got;
    }
    return read;
  }

  /** Checks that nothing is left, and with it the checksum of a compressed file. */
  void requireEnd(String meaning) {
    if (next(new byte[1], 0, "the end of the file") >= 0) {
      throw new BadInputException(here(), "more bytes after " + meaning, "the end of the file");
    }
  }

  private int next(byte[] target, int from, String expected) {
    try {
      return in.read(target, from, target.length - from);
    } catch (EOFException end) {
      throw new BadInputException(here(), "the compressed data end too soon", expected, end);
    } catch (IOException unreadable) {
      throw new BadInputException(here(), reason(unreadable), expected, unreadable);
    }
  }

  private BadInputException tooShort(int missing, String meaning) {
    String found = offset == 0 ? "the file is empty" : "the file ends";
    return new BadInputException(here(), found, missing + " more bytes of " + meaning);
  }

  private static String reason(IOException unreadable) {
    return "cannot be read (" + FileTrouble.reason(unreadable) + ")";
  }
}
