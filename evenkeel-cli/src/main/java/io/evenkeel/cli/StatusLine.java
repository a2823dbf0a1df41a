package io.evenkeel.cli;

import java.io.PrintStream;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/**
 * The last line of a terminal, which is redrawn in place up to five times a second, below lines
 * that stay. Where there is no terminal, only those are printed.
 */
final class StatusLine {
  private static final long REDRAW_NANOS = 200_000_000;
  private static final String ERASE_LINE = "\r\u001b[K";

  private final PrintStream out;
  private final int columns;
  private final LongSupplier nanoTime;
  private long drawn;

  /** {@code columns} is the width of the terminal that {@code out} is, 0 where it is none. */
  StatusLine(PrintStream out, int columns, LongSupplier nanoTime) {
    this.out = out;
    this.columns = columns;
    this.nanoTime = nanoTime;
  }

  /** On standard error, live where the launcher has found that to be a terminal. */
  static StatusLine onTerminal() {
    return new StatusLine(System.err, Integer.getInteger("evenkeel.columns", 0), System::nanoTime);
  }

  /** Whether there is a terminal. */
  boolean isLive() {
    return columns > 0;
  }

  /** What time it is, in nanoseconds since some moment. */
  long nanoTime() {
    return nanoTime.getAsLong();
  }

  /** Draws what the line is at a time, where there is a terminal and it is time to. */
  void draw(LongFunction<String> lineAt) {
    long now = nanoTime();
    if (isLive() && now - drawn >= REDRAW_NANOS) {
      drawn = now;
      String line = lineAt.apply(now);
      // A line that wraps could not be erased.
      out.print(ERASE_LINE + line.substring(0, Math.min(line.length(), columns - 1)));
      out.flush();
    }
  }

  /**
   * The same after one more of so many things; elsewhere prints the line for each tenth of them.
   */
  void draw(int done, int all, LongFunction<String> lineAt) {
    if (isLive()) {
      draw(lineAt);
    } else if (10L * done / all > 10L * (done - 1) / all) {
      print(lineAt.apply(nanoTime()));
    }
  }

  /** Prints a line that stays, in the place of the one that is redrawn. */
  void print(String line) {
    out.println((isLive() ? ERASE_LINE : "") + line);
  }

  /** Erases the line. */
  void erase() {
    if (isLive()) {
      out.print(ERASE_LINE);
      out.flush();
    }
  }
}
