package io.evenkeel.views;

import io.evenkeel.files.FileTrouble;
import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
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
    } catch (IOException unreadable) {
      throw FileTrouble.unreadable(file, expected, unreadable);
    }
  }

  /** What an exception of a library says, or the exception that it came from. */
  static String reason(Throwable damaged) {
    Throwable root = damaged;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return FileTrouble.reason(root);
  }
}
