package io.evenkeel.files;

import io.evenkeel.input.BadInputException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands in the way of reading or writing a file, in words that people know. */
public final class FileTrouble {
  /** Exceptions whose message is the bare path. */
  private static final Map<Class<?>, String> BY_KIND =
      Map.of(
          NoSuchFileException.class, "no such file or folder",
          AccessDeniedException.class, "permission denied",
          FileAlreadyExistsException.class, "a file is in its place",
          NotDirectoryException.class, "it is no folder",
          DirectoryNotEmptyException.class, "the folder is not empty",
          FileSystemLoopException.class, "its links lead in a circle");

  /** What systems say of a path that is of the other kind. */
  private static final Map<String, String> BY_SYSTEM =
      Map.of(
          "Is a directory", "it is a folder",
          "Not a directory", "a file stands where a folder would have to be");

  private FileTrouble() {}

  /**
   * Why something failed, in a few words: without the path, which the reader is told anyway, and
   * without the name of a class.
   */
  public static String reason(Throwable failure) {
    @Nullable Throwable cause = failure.getCause();
    if (cause != null && isWrapper(failure, cause)) {
      return reason(cause);
    }
    @Nullable String known = BY_KIND.get(failure.getClass());
    if (known != null) {
      return known;
    }
    if (failure instanceof CharacterCodingException) {
      return "bytes that are no text";
    }
    @Nullable String said = withoutPath(failure);
    if (said == null || said.isBlank()) {
      return failure instanceof EOFException ? "it ends too soon" : "no reason is given";
    }
    @Nullable String other = BY_SYSTEM.get(said);
    return other == null ? decapitalized(said) : other;
  }

  private static boolean isWrapper(Throwable failure, Throwable cause) {
    return failure instanceof UncheckedIOException || cause.toString().equals(failure.getMessage());
  }

  private static @Nullable String withoutPath(Throwable failure) {
    if (failure instanceof FileSystemException system) {
      return system.getReason();
    }
    if (failure instanceof InvalidPathException invalid) {
      return invalid.getReason();
    }
    @Nullable String message = failure.getMessage();
    return failure instanceof FileNotFoundException && message != null
        ? message.replaceFirst("(?s).* \\((.*)\\)$", "$1")
        : message;
  }

  /** To stand within a sentence; what does not begin like one, such as a path, stays as it is. */
  private static String decapitalized(String text) {
    return text.matches("(?s)[A-Z][a-z]*(\\s.*)?")
        ? text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1)
        : text;
  }

  /** That a file, which is to be {@code expected}, cannot be read, and why. */
  public static BadInputException unreadable(Path file, String expected, IOException failure) {
    String found =
        failure instanceof NoSuchFileException
            ? "no such file"
            : "cannot be read (" + reason(failure) + ")";
    return new BadInputException(file.toString(), found, expected, failure);
  }

  /** What could not be done, and why. */
  public static String sentence(UncheckedIOException failure) {
    @Nullable Throwable cause = failure.getCause();
    @Nullable String message = failure.getMessage();
    if (cause == null || message == null || message.equals(cause.toString())) {
      return reason(failure);
    }
    boolean isSaid = message.endsWith(": " + cause.getMessage());
    return isSaid ? message : message + " (" + reason(cause) + ")";
  }
}
