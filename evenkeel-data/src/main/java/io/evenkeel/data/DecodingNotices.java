package io.evenkeel.data;

import io.evenkeel.clips.ClipProgress;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Tells how the first pass over clips goes on: a line at its beginning, and every few seconds. */
final class DecodingNotices implements ClipProgress {
  private static final long EVERY_NANOS = 5_000_000_000L;

  private final Consumer<String> notices;
  private final String purpose;
  private final BooleanSupplier interrupted;
  private final LongSupplier nanoTime;
  private int all;
  private int done;
  private long started;
  private long told;

  /**
   * Notices of a pass.
   *
   * @param purpose what clips are decoded for, at the end of a sentence
   * @param interrupted whether to stop
   */
  DecodingNotices(
      Consumer<String> notices,
      String purpose,
      BooleanSupplier interrupted,
      LongSupplier nanoTime) {
    this.notices = notices;
    this.purpose = purpose;
    this.interrupted = interrupted;
    this.nanoTime = nanoTime;
  }

  @Override
  public void waiting(Path folder) {
    notices.accept("waiting for another run that decodes clips into " + folder);
  }

  @Override
  public void begin(int videos) {
    all = videos;
    started = nanoTime.getAsLong();
    told = started;
    String streams = videos == 1 ? " stream" : " streams";
    notices.accept("decoding " + videos + streams + " of clips once, " + purpose);
  }

  @Override
  public boolean stopped() {
    return interrupted.getAsBoolean();
  }

  @Override
  public void one() {
    done++;
    long now = nanoTime.getAsLong();
    if (now - told >= EVERY_NANOS && done < all) {
      told = now;
      double seconds = (now - started) * 1e-9;
      notices.accept(
          String.format(
              Locale.ROOT,
              "decoded %d of %d streams of clips, %.1f/s, about %.0f s left",
              done,
              all,
              done / seconds,
              seconds / done * (all - done)));
    }
  }
}
