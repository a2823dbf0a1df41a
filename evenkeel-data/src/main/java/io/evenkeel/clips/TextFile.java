package io.evenkeel.clips;

import io.evenkeel.files.FileTrouble;
import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A list of clips as text. */
final class TextFile {
  private static final long MOST_BYTES = 64L << 20;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private TextFile() {}

  /**
   * The text of a file.
   *
   * @param what what it is to be, in a few words
   * @throws BadInputException if it is missing, too large, or no text in UTF-8
   */
  static String read(Path file, String what) {
    try {
      if (Files.isDirectory(file)) {
        throw new BadInputException(file.toString(), "a folder", what);
      }
      long bytes = Files.size(file);
      if (bytes > MOST_BYTES) {
        throw new BadInputException(
            file.toString(), bytes + " bytes", what + " of at most " + MOST_BYTES + " bytes");
      }
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException binary) {
      throw new BadInputException(
          file.toString(), "bytes that are no text", what + " in UTF-8", binary);
    } catch (IOException unreadable) {
      throw FileTrouble.unreadable(file, what, unreadable);
    }
  }
}
