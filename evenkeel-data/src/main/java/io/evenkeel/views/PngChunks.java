package io.evenkeel.views;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.evenkeel.input.BadInputException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * The chunks of a PNG file that its pixels follow from, checked; texts, profiles and whatever else
 * a file may carry are dropped unread, as nothing else bounds what they inflate to.
 *
 * @param width in pixels, at most {@link #LONGEST_SIDE}
 * @param height in pixels, at most {@link #LONGEST_SIDE}
 * @param file a PNG of these chunks alone
 */
record PngChunks(int width, int height, byte[] file) {
  static final int LONGEST_SIDE = 4096;

  private static final byte[] SIGNATURE = HexFormat.of().parseHex("89504e470d0a1a0a");
  private static final Set<String> WANTED = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");
  private static final int NAME_BYTES = 4;
  private static final int AROUND_DATA = 3 * Integer.BYTES;
  private static final int HEADER_BYTES = 13;

  /**
   * Reads the chunks of a file.
   *
   * @throws BadInputException for what is no PNG, is cut short, fails a checksum, or is too large
   */
  static PngChunks of(String name, byte[] file) {
    return new Scan(name, file, ByteBuffer.wrap(file)).chunks();
  }

  /** A file that is being read. */
  private record Scan(String name, byte[] bytes, ByteBuffer file) {

    PngChunks chunks() {
      requireSignature();
      ByteBuffer header = null;
      boolean pixels = false;
      ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length);
      kept.writeBytes(SIGNATURE);
      String kind = "";
      while (!kind.equals("IEND")) {
        int start = file.position();
        ByteBuffer data = next();
        kind = kindAt(start);
        if (header == null) {
          header = requireHeader(kind, data);
        }
        pixels |= kind.equals("IDAT");
        if (WANTED.contains(kind)) {
          kept.write(bytes, start, file.position() - start);
        }
      }
      if (header == null || !pixels) {
        throw bad("no pixels", "an IDAT chunk");
      }
      return new PngChunks(header.getInt(0), header.getInt(Integer.BYTES), kept.toByteArray());
    }

    private void requireSignature() {
      byte[] start = new byte[Math.min(SIGNATURE.length, file.remaining())];
      file.get(start);
      if (start.length == 0) {
        throw bad("the file is empty", "a PNG image");
      }
      if (!Arrays.equals(start, SIGNATURE)) {
        throw bad("begins with " + HexFormat.of().formatHex(start), "a PNG image");
      }
    }

    /** The data of the next chunk, which is then behind. */
    private ByteBuffer next() {
      if (file.remaining() < AROUND_DATA) {
        throw bad("ends at byte " + bytes.length, "more chunks, up to IEND");
      }
      int start = file.position();
      int length = file.getInt();
      if (length < 0 || length > file.remaining() - NAME_BYTES - Integer.BYTES) {
        throw bad(
            "a chunk of %d bytes at byte %d, where %d are left"
                .formatted(Integer.toUnsignedLong(length), start, bytes.length - start),
            "a whole PNG image");
      }
      CRC32 sum = new CRC32();
      sum.update(file.slice(start + Integer.BYTES, NAME_BYTES + length));
      ByteBuffer data = file.slice(start + Integer.BYTES + NAME_BYTES, length);
      file.position(start + Integer.BYTES + NAME_BYTES + length);
      if (file.getInt() != (int) sum.getValue()) {
        throw bad("the chunk at byte " + start + " fails its checksum", "an undamaged PNG image");
      }
      return data;
    }

    private String kindAt(int chunk) {
      return new String(bytes, chunk + Integer.BYTES, NAME_BYTES, ISO_8859_1);
    }

    private ByteBuffer requireHeader(String kind, ByteBuffer data) {
      if (!kind.equals("IHDR") || data.capacity() != HEADER_BYTES) {
        throw bad("begins with another chunk", "an IHDR chunk first");
      }
      for (int at : new int[] {0, Integer.BYTES}) {
        int side = data.getInt(at);
        if (side < 1 || side > LONGEST_SIDE) {
          throw bad(
              "%d × %d pixels"
                  .formatted(
                      Integer.toUnsignedLong(data.getInt(0)),
                      Integer.toUnsignedLong(data.getInt(Integer.BYTES))),
              "1 to " + LONGEST_SIDE + " each way");
        }
      }
      return data;
    }

    private BadInputException bad(String found, String expected) {
      return new BadInputException(name, found, expected);
    }
  }
}
