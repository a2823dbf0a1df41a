package io.evenkeel.mesh;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/** The chunk that a whole PNG file ends with. */
final class PngEnd {
  private static final byte[] CHUNK = HexFormat.of().parseHex("0000000049454e44ae426082");

  private PngEnd() {}

  /** Whether a file is there and ends as a PNG does. */
  static boolean isAt(Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) < CHUNK.length) {
      return false;
    }
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] end = new byte[CHUNK.length];
      in.seek(in.length() - CHUNK.length);
      in.readFully(end);
      return Arrays.equals(end, CHUNK);
    }
  }
}
