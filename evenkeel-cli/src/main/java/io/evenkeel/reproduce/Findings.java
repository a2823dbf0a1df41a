package io.evenkeel.reproduce;

import io.evenkeel.files.FileTrouble;
import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Gathers what differs between two files, in their order. */
final class Findings {
  private final String file;
  private Optional<Difference> first = Optional.empty();
  private Optional<Difference> largest = Optional.empty();

  private Findings(String file) {
    this.file = file;
  }

  /** Tells differences of two files of which each holds a value of its own kind. */
  @FunctionalInterface
  interface Reader {
    /** Reads both and tells every difference to {@code findings}. */
    void compare(Path before, Path now, Findings findings) throws IOException;
  }

  /** Compares two files of one name, their bytes first. */
  static FileComparison of(Path before, Path now, Reader reader) {
    Findings findings = new Findings(String.valueOf(before.getFileName()));
    try {
      if (Files.mismatch(before, now) >= 0) {
        reader.compare(before, now, findings);
      }
    } catch (BadInputException e) {
      findings.add(Difference.of("the file", "readable", String.valueOf(e.getMessage())));
    } catch (IOException e) {
      findings.add(Difference.of("the file", "readable", FileTrouble.reason(e)));
    }
    return findings.comparison();
  }

  void add(Difference difference) {
    if (first.isEmpty()) {
      first = Optional.of(difference);
    }
    if (largest.isEmpty() || difference.excess() > largest.get().excess()) {
      largest = Optional.of(difference);
    }
  }

  /** Compares two values as they are written; numbers by their value. */
  void compare(String where, String before, String now) {
    if (!before.equals(now)) {
      add(new Difference(where, before, now, excess(before, now)));
    }
  }

  /** Compares two numbers. */
  void compare(String where, double before, double now) {
    double excess = Tolerance.OF_FLOATS.excess(before, now);
    if (excess > 0) {
      add(new Difference(where, Double.toString(before), Double.toString(now), excess));
    }
  }

  private static double excess(String before, String now) {
    try {
      return Tolerance.OF_FLOATS.excess(Double.parseDouble(before), Double.parseDouble(now));
    } catch (NumberFormatException text) {
      return Double.POSITIVE_INFINITY;
    }
  }

  private FileComparison comparison() {
    Verdict verdict =
        largest
            .map(d -> d.excess() <= 1 ? Verdict.WITHIN_TOLERANCE : Verdict.DIFFERENT)
            .orElse(Verdict.IDENTICAL);
    return new FileComparison(file, verdict, first, largest);
  }
}
