package io.evenkeel.data;

import io.evenkeel.inputs.RowProgress;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Tells of passes over rows that take long: every few seconds how far they are. */
final class RowNotices implements RowProgress {
  private static final long EVERY_NANOS = 5_000_000_000L;

  private final Consumer<String> notices;
  private final BooleanSupplier interrupted;
  private String what = "";
  private long all;
  private long done;
  private long started;
  private long told;

  RowNotices(Consumer<String> notices, BooleanSupplier interrupted) {
    this.notices = notices;
    this.interrupted = interrupted;
  }

  @Override
  public synchronized void begin(String whatIsRead, int rows) {
    if (stopped()) {
      throw new CancellationException("stopped before reading " + whatIsRead);
    }
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
    if (now - told >= EVERY_NANOS && done < all) {
      told = now;
      double seconds = (now - started) * 1e-9;
      notices.accept(
          String.format(
              Locale.ROOT,
              "reading %s: %d of %d, about %.0f s left",
              what,
              done,
              all,
              seconds / done * (all - done)));
    }
  }

  @Override
  public boolean stopped() {
    return interrupted.getAsBoolean();
  }
}
