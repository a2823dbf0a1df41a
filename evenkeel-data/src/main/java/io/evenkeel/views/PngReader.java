package io.evenkeel.views;

import io.evenkeel.input.BadInputException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads PNG images of every kind: gray, palette, RGB, with or without transparency, which is laid
 * over white.
 *
 * <p>Every method throws {@link BadInputException} with the file and the reason for a file that is
 * missing, damaged, of another kind or too large. Memory follows the size of the file and at most
 * 4096 × 4096 pixels. Safe to use from several threads.
 */
public final class PngReader {
  private PngReader() {}

  /** Reads a file. */
  public static Picture read(Path file) {
    return read(file.toString(), PictureBytes.of(file, "a PNG image"));
  }

  /**
   * Reads the bytes of a file.
   *
   * @param name what messages call it
   */
  public static Picture read(String name, byte[] bytes) {
    PngChunks chunks = PngChunks.of(name, bytes);
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (ImageInputStream stream =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(chunks.file()))) {
      reader.setInput(stream, true, true);
      return opaque(reader.read(0));
    } catch (IOException | RuntimeException damaged) {
      // What the library throws at damaged data is an exception of nearly any kind.
      throw new BadInputException(
          name,
          "cannot be decoded (" + PictureBytes.reason(damaged) + ")",
          "an undamaged PNG image",
          damaged);
    } finally {
      reader.dispose();
    }
  }

  private static Picture opaque(BufferedImage image) {
    return new Picture(image.getWidth(), image.getHeight(), PixelLayout.of(image).rgb());
  }
}
