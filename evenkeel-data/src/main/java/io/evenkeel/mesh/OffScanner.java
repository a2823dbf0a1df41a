package io.evenkeel.mesh;

import io.evenkeel.files.FileTrouble;
import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads the lines of an OFF file byte by byte, and the numbers on them, without a string for each.
 *
 * <p>Lines end with LF, CR or CRLF. Blank lines and comments, from {@code #} to the end of the
 * line, are passed over.
 */
final class OffScanner {
  private static final int END = -1;
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int LONGEST_WORD = 64;
  private static final int LONGEST_QUOTE = 24;

  /** Below 2⁵³ and within 10²², digits and power of ten are exact, and so is one division. */
  private static final long MOST_EXACT_DIGITS = 1L << 53;

  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private final String name;
  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final byte[] word = new byte[LONGEST_WORD];
  private int position;
  private int filled;
  private int wordLength;
  private boolean wordIsNext;
  private long line = 1;

  OffScanner(String name, InputStream in) {
    this.name = name;
    this.in = in;
  }

  /** The file and the line that is being read. */
  String here() {
    return name + ", line " + line;
  }

  BadInputException bad(String found, String expected) {
    return new BadInputException(here(), found, expected);
  }

  /** The next byte, which stays the next one; −1 at the end of the file. */
  private int peek() {
    if (position == filled) {
      try {
        filled = Math.max(0, in.read(buffer, 0, buffer.length));
      } catch (IOException e) {
        String found = "cannot be read (" + FileTrouble.reason(e) + ")";
        throw new BadInputException(here(), found, "a readable file", e);
      }
      position = 0;
      if (filled == 0) {
        return END;
      }
    }
    return buffer[position] & 0xff;
  }

  private static boolean endsLine(int b) {
    return b == '\n' || b == '\r' || b == END;
  }

  private static boolean endsWord(int b) {
    return b == ' ' || b == '\t' || b == '#' || endsLine(b);
  }

  /** Passes over what is left of a line, its end included. */
  void skipLine() {
    while (!endsLine(peek())) {
      position++;
    }
    if (peek() == END) {
      return;
    }
    boolean carriageReturn = peek() == '\r';
    position++;
    line++;
    if (carriageReturn && peek() == '\n') {
      position++;
    }
  }

  /** Goes to the next word, on whatever line; false at the end of the file. */
  boolean toNextWord() {
    while (!wordIsNext && !toWordOfThisLine()) {
      if (peek() == END) {
        return false;
      }
      skipLine();
    }
    return true;
  }

  /** Goes to the next word of this line; false where there is none. */
  boolean toWordOfThisLine() {
    while (peek() == ' ' || peek() == '\t') {
      position++;
    }
    return !endsWord(peek());
  }

  /** Passes over a keyword, even where a number is glued to it, which is then the next word. */
  void skipKeyword(String keyword) {
    readWord("\"" + keyword + "\"");
    if (!new String(word, 0, wordLength, StandardCharsets.ISO_8859_1).startsWith(keyword)) {
      throw bad(quote(), "\"" + keyword + "\"");
    }
    wordLength -= keyword.length();
    System.arraycopy(word, keyword.length(), word, 0, wordLength);
    wordIsNext = wordLength > 0;
  }

  private void readWord(String expected) {
    if (wordIsNext) {
      wordIsNext = false;
      return;
    }
    wordLength = 0;
    if (!toWordOfThisLine()) {
      throw bad(peek() == END ? "the file ends" : "the line ends", expected);
    }
    while (!endsWord(peek())) {
      if (wordLength == LONGEST_WORD) {
        throw bad(quote() + ", a word of more than " + LONGEST_WORD + " bytes", expected);
      }
      word[wordLength++] = (byte) peek();
      position++;
    }
  }

  /** The word that was read last, as a message can show it. */
  String quote() {
    String text = new String(word, 0, Math.min(wordLength, LONGEST_QUOTE), StandardCharsets.UTF_8);
    return "\"" + text.replaceAll("[^ -~]", "?") + (wordLength > LONGEST_QUOTE ? "…" : "") + "\"";
  }

  /** The next word of this line, a whole number from 0 to {@code most}. */
  int wholeNumber(int most, String meaning) {
    readWord(meaning);
    long value = 0;
    for (int i = 0; i < wordLength && value <= most; i++) {
      int digit = word[i] - '0';
      value = digit < 0 || digit > 9 ? Long.MAX_VALUE : 10 * value + digit;
    }
    if (value > most) {
      throw bad(quote(), meaning + ", a whole number from 0 to " + most);
    }
    return (int) value;
  }

  /** The next word of this line, a finite number: exactly what {@link Double#parseDouble} gives. */
  double number(String meaning) {
    readWord(meaning);
    int at = 0;
    boolean negative = word[0] == '-';
    if (negative || word[0] == '+') {
      at++;
    }
    long digits = 0;
    int scale = 0;
    boolean fraction = false;
    for (; at < wordLength; at++) {
      int digit = word[at] - '0';
      if (digit >= 0 && digit <= 9 && digits < MOST_EXACT_DIGITS / 10 - 1) {
        digits = 10 * digits + digit;
        scale += fraction ? 1 : 0;
      } else if (word[at] == '.' && !fraction) {
        fraction = true;
      } else {
        return unusualNumber(meaning);
      }
    }
    boolean anyDigit = wordLength > (negative || word[0] == '+' ? 1 : 0) + (fraction ? 1 : 0);
    if (!anyDigit || scale >= POWERS_OF_TEN.length) {
      return unusualNumber(meaning);
    }
    double value = digits / POWERS_OF_TEN[scale];
    return negative ? -value : value;
  }

  private double unusualNumber(String meaning) {
    String expected = meaning + ", a finite number";
    for (int i = 0; i < wordLength; i++) {
      // parseDouble reads more than numbers of files: "1f", "0x1p3", "Infinity".
      if ("0123456789+-.eE".indexOf(word[i]) < 0) {
        throw bad(quote(), expected);
      }
    }
    try {
      double value = Double.parseDouble(new String(word, 0, wordLength, StandardCharsets.US_ASCII));
      if (Math.abs(value) <= Mesh.GREATEST_COORDINATE) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new BadInputException(here(), quote(), expected, e);
    }
    throw bad(quote(), meaning + ", of magnitude up to " + Mesh.GREATEST_COORDINATE);
  }
}
