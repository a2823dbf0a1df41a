package io.evenkeel.arrays;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an NPY file says before its data (NumPy's format, versions 1 to 3).
 *
 * @param type the format of the numbers
 * @param order their byte order
 * @param fortran whether the first index changes fastest
 * @param shape the sizes of the dimensions
 * @param dataStart the byte that the data begin at
 */
record NpyHeader(
    NpyType type, ByteOrder order, boolean fortran, List<Integer> shape, int dataStart) {

  private static final byte[] MAGIC = HexFormat.of().parseHex("934e554d5059");
  private static final int MOST_BYTES = 1 << 16;
  private static final int MOST_DIMENSIONS = 32;
  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)\\b");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");

  /** How many values there are. */
  int count() {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  /** How many bytes the data take. */
  long dataBytes() {
    return (long) count() * type.bytes;
  }

  /**
   * Reads a header, and checks that exactly the data are behind it.
   *
   * @param name what messages call the file
   * @param size how long it is
   */
  static NpyHeader read(String name, InputStream in, long size) throws IOException {
    Reading reading = new Reading(name);
    byte[] start = reading.bytes(in, MAGIC.length + 2);
    if (!Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw reading.bad("begins with " + HexFormat.of().formatHex(start), "an NPY array");
    }
    int version = start[MAGIC.length];
    if (version < 1 || version > 3) {
      throw reading.bad("version " + version + " of the format", "1, 2 or 3");
    }
    int lengthBytes = version == 1 ? Short.BYTES : Integer.BYTES;
    ByteBuffer length =
        ByteBuffer.wrap(reading.bytes(in, lengthBytes)).order(ByteOrder.LITTLE_ENDIAN);
    long bytes =
        version == 1
            ? Short.toUnsignedInt(length.getShort())
            : Integer.toUnsignedLong(length.getInt());
    if (bytes > MOST_BYTES) {
      throw reading.bad("a header of " + bytes + " bytes", "at most " + MOST_BYTES);
    }
    String text = new String(reading.bytes(in, (int) bytes), ISO_8859_1);
    NpyHeader header = reading.parse(text, start.length + lengthBytes + (int) bytes);
    if (size != header.dataStart + header.dataBytes()) {
      throw reading.bad(
          size + " bytes in all",
          "%d for shape %s of %s"
              .formatted(header.dataStart + header.dataBytes(), header.shape, header.type));
    }
    return header;
  }

  /** A file whose header is being read. */
  private record Reading(String name) {

    byte[] bytes(InputStream in, int count) throws IOException {
      byte[] bytes = in.readNBytes(count);
      if (bytes.length < count) {
        throw bad("ends within the header", "an NPY array");
      }
      return bytes;
    }

    NpyHeader parse(String text, int dataStart) {
      String descr = find(TYPE, text, "a dtype of plain numbers");
      boolean fortran = find(FORTRAN, text, "'fortran_order'").equals("True");
      List<Integer> shape = shape(find(SHAPE, text, "'shape'"));
      String code = descr.isEmpty() ? "" : descr.substring(1);
      char order = descr.isEmpty() ? '?' : descr.charAt(0);
      if (code.startsWith("O")) {
        throw bad("pickled objects, which could run code", "an array of numbers");
      }
      NpyType type =
          NpyType.named(code)
              .filter(named -> "<>".indexOf(order) >= 0 || (order == '|' && named.bytes == 1))
              .orElseThrow(
                  () ->
                      bad(
                          "dtype " + descr,
                          "f2, f4, f8, i1 to i8, u1 to u8 or b1 with < or > before it"));
      ByteOrder endian = order == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
      return new NpyHeader(type, endian, fortran, shape, dataStart);
    }

    private String find(Pattern key, String text, String expected) {
      Matcher found = key.matcher(text);
      if (!found.find()) {
        String start = text.strip();
        String said = start.length() > 80 ? start.substring(0, 80) + "…" : start;
        throw bad("the header " + said.replaceAll("\\p{Cntrl}", "?"), expected);
      }
      return found.group(1);
    }

    private List<Integer> shape(String text) {
      List<Integer> shape = new ArrayList<>();
      long count = 1;
      for (String dim : text.split(",", -1)) {
        String digits = dim.strip();
        if (digits.isEmpty()) {
          continue;
        }
        if (!digits.matches("[0-9]{1,10}") || shape.size() == MOST_DIMENSIONS) {
          throw bad("shape (" + text + ")", "at most " + MOST_DIMENSIONS + " whole numbers");
        }
        long size = Long.parseLong(digits);
        // Beyond this no array can hold it, and the product could overflow.
        if (size == 0 || size > Integer.MAX_VALUE || count * size > Integer.MAX_VALUE - 8) {
          throw bad("shape (" + text + ")", "1 to 2^31 - 9 values");
        }
        count *= size;
        shape.add((int) size);
      }
      return shape;
    }

    BadInputException bad(String found, String expected) {
      return new BadInputException(name, found, expected);
    }
  }
}
