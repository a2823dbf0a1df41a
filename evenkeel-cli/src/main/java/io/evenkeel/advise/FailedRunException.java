package io.evenkeel.advise;

/**
 * A run that a piece of advice cannot do without has failed; the message says which, and of what.
 */
public final class FailedRunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FailedRunException(String message) {
    super(message);
  }
}
