package io.evenkeel.input;

/**
 * Input that a person can mend: a file, a key or a value that is not what was expected.
 *
 * <p>The message is one line that says where, what was found and what was expected. A command that
 * meets it ends with exit code 2.
 */
public class BadInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A finding at a place.
   *
   * @param where the file, offset or recipe key
   * @param found what stands there
   * @param expected what would have been right
   */
  public BadInputException(String where, String found, String expected) {
    super(oneLine(where + ": " + found + "; expected " + expected));
  }

  /** A finding at a place, with the exception that revealed it. */
  public BadInputException(String where, String found, String expected, Throwable cause) {
    super(oneLine(where + ": " + found + "; expected " + expected), cause);
  }

  private BadInputException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The same finding, told with the larger place that it belongs to in front. */
  public BadInputException within(String place) {
    return new BadInputException(oneLine(place + ": " + getMessage()), this);
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ");
  }
}
