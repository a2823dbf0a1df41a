package io.evenkeel.manifest;

import io.evenkeel.files.FileTrouble;
import io.evenkeel.input.BadInputException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Files of text: plain or compressed by gzip, whatever the name says, with or without a mark. */
final class TextInput {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final byte[] GZIP_MAGIC = {0x1f, (byte) 0x8b};
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private TextInput() {}

  /** Opens a file; the stream begins behind the byte order mark, if there is one. */
  static InputStream open(Path file) throws IOException {
    InputStream raw = Files.newInputStream(file);
    try {
      BufferedInputStream plain = new BufferedInputStream(raw, BUFFER_BYTES);
      if (!begins(plain, GZIP_MAGIC)) {
        begins(plain, BYTE_ORDER_MARK);
        return plain;
      }
      plain.reset();
      BufferedInputStream text =
          new BufferedInputStream(new GZIPInputStream(plain, BUFFER_BYTES), BUFFER_BYTES);
      begins(text, BYTE_ORDER_MARK);
      return text;
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  /** Whether the next bytes are these, which are then behind; else nothing is. */
  private static boolean begins(BufferedInputStream in, byte[] magic) throws IOException {
    in.mark(magic.length);
    boolean same = Arrays.equals(in.readNBytes(magic.length), magic);
    if (!same) {
      in.reset();
    }
    return same;
  }

  /** What to throw for an exception of reading. */
  static BadInputException unreadable(String where, IOException e) {
    if (e instanceof NoSuchFileException) {
      return new BadInputException(where, "no such file", "a manifest", e);
    }
    if (e instanceof CharacterCodingException) {
      return new BadInputException(where, "bytes that are not UTF-8", "text in UTF-8", e);
    }
    if (e instanceof EOFException || e instanceof ZipException) {
      return new BadInputException(
          where, "the compressed data are cut short or damaged", "a whole .gz file", e);
    }
    String found = "cannot be read (" + FileTrouble.reason(e) + ")";
    return new BadInputException(where, found, "a readable file", e);
  }
}
