package io.evenkeel.cli;

import io.evenkeel.mesh.TreeRendering;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows the drawing of many meshes as it goes: one live line on a terminal, elsewhere a line for
 * each tenth, and a line for each mesh that could not be drawn.
 */
final class RenderProgress implements TreeRendering.Listener {
  private static final long REDRAW_NANOS = 200_000_000;
  private static final String ERASE_LINE = "\r\u001b[K";

  private final int meshes;
  private final PrintStream out;
  private final int columns;
  private final LongSupplier nanoTime;
  private final long started;
  private int done;
  private int worked;
  private long views;
  private long drawn;

  /** {@code columns} is the width of the terminal that {@code out} is, 0 where it is none. */
  RenderProgress(int meshes, PrintStream out, int columns, LongSupplier nanoTime) {
    this.meshes = meshes;
    this.out = out;
    this.columns = columns;
    this.nanoTime = nanoTime;
    started = nanoTime.getAsLong();
  }

  /** Progress on standard error, live where the launcher has found that to be a terminal. */
  static RenderProgress onTerminal(int meshes) {
    return new RenderProgress(
        meshes, System.err, Integer.getInteger("evenkeel.columns", 0), System::nanoTime);
  }

  @Override
  public void done(TreeRendering.Outcome outcome) {
    done++;
    views += outcome.drawn();
    // Meshes whose views were there took no time: the estimate is of the others alone.
    worked += outcome.drawn() > 0 || outcome.problem().isPresent() ? 1 : 0;
    outcome.problem().ifPresent(problem -> out.println(erased() + "not drawn: " + problem));
    long now = nanoTime.getAsLong();
    if (columns == 0) {
      if (10L * done / meshes > 10L * (done - 1) / meshes) {
        out.println(line(now));
      }
    } else if (done == meshes) {
      out.println(erased() + line(now));
    } else if (now - drawn >= REDRAW_NANOS) {
      drawn = now;
      String line = line(now);
      // A line that wraps could not be erased.
      out.print(ERASE_LINE + line.substring(0, Math.min(line.length(), columns - 1)));
      out.flush();
    }
  }

  private String erased() {
    return columns > 0 ? ERASE_LINE : "";
  }

  private String line(long now) {
    double seconds = Math.max(1e-9, (now - started) * 1e-9);
    double left = seconds / Math.max(1, worked) * (meshes - done);
    return String.format(
        Locale.ROOT,
        "%d/%d meshes  %d views drawn  %.0f views/s  ETA %s",
        done,
        meshes,
        views,
        views / seconds,
        Progress.clock(left));
  }
}
