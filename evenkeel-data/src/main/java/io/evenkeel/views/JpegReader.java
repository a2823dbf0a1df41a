package io.evenkeel.views;

import io.evenkeel.input.BadInputException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads JPEG images, gray or in colour, baseline or progressive. Pixels are taken as they are
 * stored: neither a colour profile nor an orientation (EXIF) is applied.
 *
 * <p>Every method throws {@link BadInputException} with the file and the reason for a file that is
 * missing, damaged even in part, of another kind or larger than 4096 × 4096. Safe to use from
 * several threads.
 */
public final class JpegReader {
  private JpegReader() {}

  /** Reads a file. */
  public static Picture read(Path file) {
    return read(file.toString(), PictureBytes.of(file, "a JPEG image"));
  }

  /**
   * Reads the bytes of a file.
   *
   * @param name what messages call it
   */
  public static Picture read(String name, byte[] bytes) {
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    List<String> warnings = new ArrayList<>();
    IIOReadWarningListener listener = (source, warning) -> warnings.add(warning);
    reader.addIIOReadWarningListener(listener);
    try (ImageInputStream stream =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(stream, true, true);
      requireSize(name, reader.getWidth(0), reader.getHeight(0));
      BufferedImage image = reader.read(0);
      if (!warnings.isEmpty()) {
        // The library fills what is missing with gray, and warns.
        throw damaged(name, warnings.get(0));
      }
      int bands = image.getRaster().getNumBands();
      if (bands != 1 && bands != Picture.CHANNELS) {
        throw damaged(name, bands + " channels, as of CMYK");
      }
      return new Picture(image.getWidth(), image.getHeight(), PixelLayout.of(image).rgb());
    } catch (BadInputException ours) {
      throw ours;
    } catch (IOException | RuntimeException damaged) {
      // What the library throws at damaged data is an exception of nearly any kind.
      BadInputException said = damaged(name, PictureBytes.reason(damaged));
      said.initCause(damaged);
      throw said;
    } finally {
      reader.dispose();
    }
  }

  private static BadInputException damaged(String name, String reason) {
    return new BadInputException(
        name, "cannot be decoded (" + reason + ")", "an undamaged JPEG image, gray or RGB");
  }

  private static void requireSize(String name, int width, int height) {
    int longest = PngChunks.LONGEST_SIDE;
    if (width < 1 || height < 1 || width > longest || height > longest) {
      throw new BadInputException(
          name, "%d × %d pixels".formatted(width, height), "1 to " + longest + " each way");
    }
  }
}
