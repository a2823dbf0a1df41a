package io.evenkeel.tensorboard;

import io.evenkeel.modality.Modality;
import io.evenkeel.runs.RunFiles;
import io.evenkeel.runs.RunObserver;
import java.time.InstantSource;
import java.util.List;

/**
 * Writes what a run tells to {@code tensorboard/} in its directory, for {@code tensorboard
 * --logdir}.
 *
 * @param clock gives every event its time
 */
public record TensorBoard(InstantSource clock) implements RunObserver {

  @Override
  public Watching open(RunFiles files, List<Modality> modalities, long stepsDone) {
    return EventWriter.open(files.tensorboard(), modalities, stepsDone, clock);
  }
}
