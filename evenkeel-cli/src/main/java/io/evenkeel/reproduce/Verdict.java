package io.evenkeel.reproduce;

import java.util.Locale;

/** How alike two runs, or two files of them, are: the better first. */
public enum Verdict {
  /** The same bytes, apart from wall-clock values. */
  IDENTICAL,
  /** Numbers alone differ, each by no more than {@link Tolerance}. */
  WITHIN_TOLERANCE,
  /** Anything else. */
  DIFFERENT;

  /** The worse of two. */
  Verdict and(Verdict other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** Such as "within tolerance". */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
