package io.evenkeel.manifest;

import java.util.Arrays;

/**
 * Text as the bytes of its UTF-8 form, in a buffer that is used again: what a cell is before it is
 * stored.
 */
final class CellText {
  private static final int FIRST_BYTES = 256;
  private static final int MOST_BYTES_OF_CHAR = 3;
  private static final int SIX_BITS = 0x3f;

  byte[] bytes = new byte[FIRST_BYTES];
  int length;

  /** Takes characters; half a surrogate pair becomes a question mark, as in the JDK. */
  void set(char[] text, int offset, int count) {
    require(count * MOST_BYTES_OF_CHAR);
    int to = 0;
    int end = offset + count;
    for (int i = offset; i < end; i++) {
      char c = text[i];
      if (c < 0x80) {
        bytes[to++] = (byte) c;
      } else if (c < 0x800) {
        bytes[to++] = (byte) (0xc0 | c >> 6);
        bytes[to++] = (byte) (0x80 | (c & SIX_BITS));
      } else if (!Character.isSurrogate(c)) {
        bytes[to++] = (byte) (0xe0 | c >> 12);
        bytes[to++] = (byte) (0x80 | (c >> 6 & SIX_BITS));
        bytes[to++] = (byte) (0x80 | (c & SIX_BITS));
      } else if (i + 1 < end && Character.isSurrogatePair(c, text[i + 1])) {
        int point = Character.toCodePoint(c, text[++i]);
        bytes[to++] = (byte) (0xf0 | point >> 18);
        bytes[to++] = (byte) (0x80 | (point >> 12 & SIX_BITS));
        bytes[to++] = (byte) (0x80 | (point >> 6 & SIX_BITS));
        bytes[to++] = (byte) (0x80 | (point & SIX_BITS));
      } else {
        bytes[to++] = '?';
      }
    }
    length = to;
  }

  /** Takes text. */
  void set(String text) {
    set(text.toCharArray(), 0, text.length());
  }

  /** Takes bytes that are UTF-8 already. */
  void set(byte[] utf8) {
    require(utf8.length);
    System.arraycopy(utf8, 0, bytes, 0, utf8.length);
    length = utf8.length;
  }

  private void require(int count) {
    if (bytes.length < count) {
      bytes = Arrays.copyOf(bytes, Math.max(count, 2 * bytes.length));
    }
  }
}
