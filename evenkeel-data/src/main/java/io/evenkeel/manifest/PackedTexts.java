package io.evenkeel.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Different texts, numbered from 0 in the order in which they came: their UTF-8 bytes end to end,
 * where each begins, and a hash table of their numbers. Text 0 is the empty text.
 *
 * <p>A text costs its bytes and about 16 more, however many cells hold it.
 */
final class PackedTexts {
  /** All the bytes of a column stand in one array. */
  static final int MOST_BYTES = 1 << 30;

  private static final int FIRST_TEXTS = 16;
  private static final int FIRST_BYTES = 256;
  private static final int PRIME = 31;
  private static final int GOLDEN_RATIO = 0x9e3779b9;

  private byte[] bytes = new byte[FIRST_BYTES];
  private int[] starts = new int[FIRST_TEXTS];
  private int count = 1;
  // Number + 1 of the text in each place, 0 where there is none; half of it is empty at least.
  private int[] table = new int[2 * FIRST_TEXTS];

  int size() {
    return count;
  }

  /** The number of a text, which is kept if it is new; -1 if there is no room for it. */
  int add(CellText text) {
    if (text.length == 0) {
      return 0;
    }
    int place = place(text.bytes, 0, text.length);
    if (table[place] != 0) {
      return table[place] - 1;
    }
    int start = starts[count];
    if (text.length > MOST_BYTES - start) {
      return -1;
    }
    makeRoom(start + text.length);
    System.arraycopy(text.bytes, 0, bytes, start, text.length);
    starts[count + 1] = start + text.length;
    table[place] = count + 1;
    count++;
    if (2 * count > table.length) {
      rehash();
    }
    return count - 1;
  }

  private void makeRoom(int end) {
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(MOST_BYTES, Math.max(end, 2L * bytes.length)));
    }
    if (count + 2 > starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length);
    }
  }

  /** Where a text stands in the table, or where it would. */
  private int place(byte[] text, int from, int length) {
    int hash = 0;
    for (int i = from; i < from + length; i++) {
      hash = PRIME * hash + text[i];
    }
    // The upper bits of the product depend on all bits of the hash (Knuth, 6.4).
    int place = (hash * GOLDEN_RATIO) >>> (Integer.numberOfLeadingZeros(table.length) + 1);
    while (table[place] != 0 && !holds(table[place] - 1, text, from, length)) {
      place = (place + 1) & (table.length - 1);
    }
    return place;
  }

  private boolean holds(int number, byte[] text, int from, int length) {
    return Arrays.equals(bytes, starts[number], starts[number + 1], text, from, from + length);
  }

  private void rehash() {
    table = new int[2 * table.length];
    for (int number = 1; number < count; number++) {
      int from = starts[number];
      table[place(bytes, from, starts[number + 1] - from)] = number + 1;
    }
  }

  /** A text as a string of its own. */
  String text(int number) {
    return new String(bytes, starts[number], starts[number + 1] - starts[number], UTF_8);
  }

  /** The number of a text; -1 if there is none such. */
  int numberOf(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    byte[] utf8 = text.getBytes(UTF_8);
    return table[place(utf8, 0, utf8.length)] - 1;
  }

  /** Gives back what was kept for more texts. */
  void trim() {
    bytes = Arrays.copyOf(bytes, starts[count]);
    starts = Arrays.copyOf(starts, count + 1);
  }
}
