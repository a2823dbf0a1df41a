package io.evenkeel.clips;

import io.evenkeel.input.BadInputException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Paths that a list gives, which shall stay within the folder of the data. */
final class InnerPath {
  private InnerPath() {}

  /**
   * The path without {@code .} and {@code ..}, with {@code /} on every system.
   *
   * @param where the place in the list
   * @throws BadInputException if it is empty, absolute or leads out of the folder
   */
  static String normalized(String where, String listed) {
    try {
      Path path = Path.of(listed).normalize();
      boolean outside = path.isAbsolute() || path.startsWith("..");
      if (listed.isEmpty() || outside || path.toString().isEmpty()) {
        throw refused(where, listed);
      }
      return path.toString().replace('\\', '/');
    } catch (InvalidPathException invalid) {
      BadInputException refused = refused(where, listed);
      refused.addSuppressed(invalid);
      throw refused;
    }
  }

  private static BadInputException refused(String where, String listed) {
    return new BadInputException(
        where, "the path \"" + shortened(listed) + "\"", "a path within the folder of the data");
  }

  /** What a message can quote. */
  static String shortened(String text) {
    String printable = text.replaceAll("\\p{Cntrl}", "?");
    return printable.length() <= 80 ? printable : printable.substring(0, 80) + "…";
  }
}
