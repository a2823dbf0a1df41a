package io.evenkeel.cli;

import java.util.Locale;

/**
 * Shows how many of many like things are done: one live line on a terminal, elsewhere a line for
 * each tenth. Any thread may count.
 */
final class CountProgress {
  private final String things;
  private final int all;
  private final StatusLine status;
  private final long started;
  private int done;

  CountProgress(String things, int all, StatusLine status) {
    this.things = things;
    this.all = all;
    this.status = status;
    started = status.nanoTime();
  }

  /** Progress on standard error, live where the launcher has found that to be a terminal. */
  static CountProgress onTerminal(String things, int all) {
    return new CountProgress(things, all, StatusLine.onTerminal());
  }

  /** One more is done. */
  synchronized void count() {
    done++;
    if (status.isLive() && done == all) {
      status.erase();
    } else {
      status.draw(done, all, this::line);
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
