package io.evenkeel.arrays;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.evenkeel.files.WholeFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** Writes arrays as NPY files, version 1, little-endian floats of 32 bits in C order. */
public final class NpyWriter {
  private static final byte[] MAGIC = HexFormat.of().parseHex("934e554d50590100");
  private static final int ALIGNMENT = 64;

  private NpyWriter() {}

  /** Writes an array. */
  public static void write(Path file, FloatArray array) {
    String shape =
        array.shape().stream().map(size -> size + ",").collect(Collectors.joining(" ", "(", ")"));
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }";
    int unpadded = MAGIC.length + Short.BYTES + header.length() + 1;
    int padding = (ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT;
    ByteBuffer npy =
        ByteBuffer.allocate(unpadded + padding + Float.BYTES * array.values().length)
            .order(ByteOrder.LITTLE_ENDIAN);
    npy.put(MAGIC).putShort((short) (header.length() + padding + 1));
    npy.put((header + " ".repeat(padding) + "\n").getBytes(US_ASCII));
    for (float value : array.values()) {
      npy.putFloat(value);
    }
    npy.flip();
    WholeFile.write(file, channel -> WholeFile.writeFully(channel, npy));
  }
}
