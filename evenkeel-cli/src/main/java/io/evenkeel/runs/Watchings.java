package io.evenkeel.runs;

import io.evenkeel.run.Event;
import io.evenkeel.run.Observer;
import io.evenkeel.runs.RunObserver.Watching;
import java.util.ArrayList;
import java.util.List;

/** Everybody who watches one run; those who keep files are told before the progress is. */
final class Watchings implements Watching {
  private final Observer progress;
  private final List<Watching> keepers = new ArrayList<>();

  Watchings(Observer progress) {
    this.progress = progress;
  }

  void add(Watching keeper) {
    keepers.add(keeper);
  }

  @Override
  public void on(Event event) {
    keepers.forEach(keeper -> keeper.on(event));
    progress.on(event);
  }

  /** Closes every one, also when one of them fails. */
  @Override
  public void close() {
    RuntimeException failure = null;
    for (Watching keeper : keepers) {
      try {
        keeper.close();
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
