package io.evenkeel.runs;

import io.evenkeel.modality.Modality;
import io.evenkeel.run.Observer;
import java.util.List;

/** Something that watches runs and keeps files of its own about each. */
@FunctionalInterface
public interface RunObserver {

  /**
   * Begins to watch a run.
   *
   * @param files its run directory
   * @param modalities in model order
   * @param stepsDone how many steps were done before, by the run that this one goes on with
   */
  Watching open(RunFiles files, List<Modality> modalities, long stepsDone);

  /** One run being watched. */
  interface Watching extends Observer, AutoCloseable {
    @Override
    void close();
  }
}
