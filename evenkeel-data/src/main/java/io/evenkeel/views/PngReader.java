package io.evenkeel.views;

import io.evenkeel.input.BadInputException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
  private static final int MOST_BYTES = 1 << 26;

  private PngReader() {}

  /** Reads a file. */
  public static Picture read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new BadInputException(
            file.toString(), "more than 64 MiB", "a PNG image of at most 64 MiB");
      }
      return read(file.toString(), bytes);
    } catch (NoSuchFileException missing) {
      throw new BadInputException(file.toString(), "no such file", "a PNG image", missing);
    } catch (IOException unreadable) {
      throw new BadInputException(
          file.toString(), "cannot be read (" + unreadable + ")", "a PNG image", unreadable);
    }
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
          name, "cannot be decoded (" + reason(damaged) + ")", "an undamaged PNG image", damaged);
    } finally {
      reader.dispose();
    }
  }

  private static Picture opaque(BufferedImage image) {
    return new Picture(image.getWidth(), image.getHeight(), PixelLayout.of(image).rgb());
  }

  private static String reason(Throwable damaged) {
    Throwable root = damaged;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return message == null ? root.getClass().getSimpleName() : message;
  }
}
