package io.evenkeel.runs;

import io.evenkeel.files.FileTrouble;
import io.evenkeel.input.BadInputException;
import io.evenkeel.train.DivergedException;
import java.io.UncheckedIOException;

/** What people are told of a failure, in one line. */
public final class FailureWords {
  private FailureWords() {}

  /** Its words; of a failure that nobody has foreseen the exception's, and {@code advice}. */
  public static String of(Throwable failure, String advice) {
    return said(failure, advice).lines().findFirst().orElse("");
  }

  private static String said(Throwable failure, String advice) {
    if (failure instanceof UncheckedIOException failed) {
      return FileTrouble.sentence(failed);
    }
    boolean foreseen = failure instanceof BadInputException || failure instanceof DivergedException;
    return foreseen ? String.valueOf(failure.getMessage()) : failure + advice;
  }
}
