package io.evenkeel.cli;

import io.evenkeel.inputs.RowProgress;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * Shows on standard error how far passes over rows are: live on a terminal, elsewhere a line every
 * few seconds.
 */
final class RowsOnTerminal implements RowProgress {
  private static final long EVERY_NANOS = 5_000_000_000L;

  private final boolean live = StatusLine.onTerminal().isLive();
  private final BooleanSupplier interrupted;
  private CountProgress pass = CountProgress.onTerminal("rows", 1);
  private String what = "";
  private int all;
  private int done;
  private long started;
  private long told;

  RowsOnTerminal(BooleanSupplier interrupted) {
    this.interrupted = interrupted;
  }

  @Override
  public synchronized void begin(String whatIsRead, int rows) {
    pass = CountProgress.onTerminal("rows, " + whatIsRead, Math.max(1, rows));
    what = whatIsRead;
    all = rows;
    done = 0;
    started = System.nanoTime();
    told = started;
  }

  @Override
  public synchronized void done(int rows) {
    done += rows;
    long now = System.nanoTime();
    for (int i = 0; live && i < rows; i++) {
      pass.count();
    }
    if (!live && now - told >= EVERY_NANOS && done < all) {
      told = now;
      double left = (now - started) * 1e-9 / done * (all - done);
      System.err.println(
          String.format(
              Locale.ROOT, "%s: %d of %d, ETA %s", what, done, all, Progress.clock(left)));
    }
  }

  @Override
  public boolean stopped() {
    return interrupted.getAsBoolean();
  }
}
