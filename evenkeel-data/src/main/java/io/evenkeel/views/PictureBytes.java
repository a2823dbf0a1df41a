package io.evenkeel.views;

import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Whole files of images, none larger than 64 MiB. */
final class PictureBytes {
  private static final int MOST = 1 << 26;

  private PictureBytes() {}

  /** The bytes of a file that is to be {@code expected}, such as "a PNG image". */
  static byte[] of(Path file, String expected) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST + 1);
      if (bytes.length > MOST) {
        throw new BadInputException(
            file.toString(), "more than 64 MiB", expected + " of at most 64 MiB");
      }
      return bytes;
    } catch (NoSuchFileException missing) {
      throw new BadInputException(file.toString(), "no such file", expected, missing);
    } catch (IOException unreadable) {
      throw new BadInputException(
          file.toString(), "cannot be read (" + unreadable + ")", expected, unreadable);
    }
  }

  /** What an exception of a library says, or the exception that it came from. */
  static String reason(Throwable damaged) {
    Throwable root = damaged;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return message == null ? root.getClass().getSimpleName() : message;
  }
}
