package io.evenkeel.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows how many of many like things are done: one live line on a terminal, elsewhere a line for
 * each tenth. Any thread may count.
 */
final class CountProgress {
  private static final long REDRAW_NANOS = 200_000_000;
  private static final String ERASE_LINE = "\r\u001b[K";

  private final String things;
  private final int all;
  private final PrintStream out;
  private final int columns;
  private final LongSupplier nanoTime;
  private final long started;
  private int done;
  private long drawn;

  /** {@code columns} is the width of the terminal that {@code out} is, 0 where it is none. */
  CountProgress(String things, int all, PrintStream out, int columns, LongSupplier nanoTime) {
    this.things = things;
    this.all = all;
    this.out = out;
    this.columns = columns;
    this.nanoTime = nanoTime;
    started = nanoTime.getAsLong();
  }

  /** Progress on standard error, live where the launcher has found that to be a terminal. */
  static CountProgress onTerminal(String things, int all) {
    return new CountProgress(
        things, all, System.err, Integer.getInteger("evenkeel.columns", 0), System::nanoTime);
  }

  /** One more is done. */
  synchronized void count() {
    done++;
    long now = nanoTime.getAsLong();
    if (columns == 0) {
      if (10L * done / all > 10L * (done - 1) / all) {
        out.println(line(now));
      }
    } else if (done == all) {
      out.print(ERASE_LINE);
      out.flush();
    } else if (now - drawn >= REDRAW_NANOS) {
      drawn = now;
      String line = line(now);
      // A line that wraps could not be erased.
      out.print(ERASE_LINE + line.substring(0, Math.min(line.length(), columns - 1)));
      out.flush();
    }
  }

  private String line(long now) {
    double seconds = Math.max(1e-9, (now - started) * 1e-9);
    return String.format(
        Locale.ROOT,
        "%d/%d %s  %.0f/s  ETA %s",
        done,
        all,
        things,
        done / seconds,
        Progress.clock(seconds / done * (all - done)));
  }
}
