package io.evenkeel.cli;

import io.evenkeel.mesh.TreeRendering;
import java.util.Locale;

/**
 * Shows the drawing of many meshes as it goes: one live line on a terminal, elsewhere a line for
 * each tenth, and a line for each mesh that could not be drawn.
 */
final class RenderProgress implements TreeRendering.Listener {
  private final int meshes;
  private final StatusLine status;
  private final long started;
  private int done;
  private int worked;
  private long views;

  RenderProgress(int meshes, StatusLine status) {
    this.meshes = meshes;
    this.status = status;
    started = status.nanoTime();
  }

  /** Progress on standard error, live where the launcher has found that to be a terminal. */
  static RenderProgress onTerminal(int meshes) {
    return new RenderProgress(meshes, StatusLine.onTerminal());
  }

  @Override
  public void done(TreeRendering.Outcome outcome) {
    done++;
    views += outcome.drawn();
    // Meshes whose views were there took no time: the estimate is of the others alone.
    worked += outcome.drawn() > 0 || outcome.problem().isPresent() ? 1 : 0;
    outcome.problem().ifPresent(problem -> status.print("not drawn: " + problem));
    if (status.isLive() && done == meshes) {
      status.print(line(status.nanoTime()));
    } else {
      status.draw(done, meshes, this::line);
    }
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
