package io.evenkeel.views;

import io.evenkeel.input.BadInputException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Reads PNG and JPEG images, told apart by what they begin with, whatever their names say.
 *
 * <p>Throws {@link BadInputException} as {@link PngReader} and {@link JpegReader} do.
 */
public final class PictureReader {
  private static final int SHOWN_BYTES = 8;

  private PictureReader() {}

  /** Reads a file. */
  public static Picture read(Path file) {
    String name = file.toString();
    byte[] bytes = PictureBytes.of(file, "a PNG or JPEG image");
    String start = HexFormat.of().formatHex(Arrays.copyOf(bytes, SHOWN_BYTES));
    if (start.startsWith("89504e47")) {
      return PngReader.read(name, bytes);
    }
    if (start.startsWith("ffd8ff")) {
      return JpegReader.read(name, bytes);
    }
    throw new BadInputException(
        name,
        bytes.length == 0 ? "the file is empty" : "begins with " + start,
        "a PNG or JPEG image");
  }
}
