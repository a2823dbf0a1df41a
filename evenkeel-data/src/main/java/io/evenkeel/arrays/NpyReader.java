package io.evenkeel.arrays;

import io.evenkeel.files.FileTrouble;
import io.evenkeel.input.BadInputException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads whole NPY files, versions 1 to 3: f2, f4, f8, i1 to i8, u1 to u8 and booleans, in either
 * byte order and either order of dimensions. Numbers that no float holds become the nearest float.
 * Pickled objects are refused.
 */
public final class NpyReader {
  private static final int BUFFER_BYTES = 1 << 16;

  private NpyReader() {}

  /** Reads a file; {@link BadInputException} names it and says what is wrong. */
  public static FloatArray read(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
      return read(file.toString(), in, Files.size(file));
    } catch (IOException unreadable) {
      throw FileTrouble.unreadable(file, "an array", unreadable);
    }
  }

  /** Reads a stream of a known length. */
  static FloatArray read(String name, InputStream in, long size) throws IOException {
    NpyHeader header = NpyHeader.read(name, in, size);
    int count = header.count();
    float[] values = new float[count];
    int bytes = header.type().bytes;
    byte[] chunk = new byte[BUFFER_BYTES];
    for (int done = 0; done < count; ) {
      int wanted = Math.min(count - done, BUFFER_BYTES / bytes);
      int got = in.readNBytes(chunk, 0, wanted * bytes);
      if (got < wanted * bytes) {
        throw new BadInputException(
            name,
            "ends at byte " + (header.dataStart() + (long) done * bytes + got),
            count + " values");
      }
      ByteBuffer data = ByteBuffer.wrap(chunk).order(header.order());
      for (int i = 0; i < wanted; i++) {
        values[done++] = header.type().next(data);
      }
    }
    List<Integer> shape = header.shape();
    return new FloatArray(shape, header.fortran() ? rowMajor(shape, values) : values);
  }

  /** The same array with its last index changing fastest instead of its first. */
  private static float[] rowMajor(List<Integer> shape, float[] columnMajor) {
    float[] values = new float[columnMajor.length];
    int[] index = new int[shape.size()];
    for (float value : columnMajor) {
      int place = 0;
      for (int d = 0; d < index.length; d++) {
        place = place * shape.get(d) + index[d];
      }
      values[place] = value;
      for (int d = 0; d < index.length && ++index[d] == shape.get(d); d++) {
        index[d] = 0;
      }
    }
    return values;
  }
}
