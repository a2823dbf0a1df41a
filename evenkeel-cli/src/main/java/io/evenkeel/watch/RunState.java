package io.evenkeel.watch;

import io.evenkeel.runs.Provenance;
import io.evenkeel.runs.RunFiles;
import io.evenkeel.runs.RunLock;
import java.nio.file.Files;

/** How a run stands. */
enum RunState {
  /** Nothing of it is there yet. */
  WAITING,
  /** A process writes in its directory. */
  TRAINING,
  /** It was interrupted, or its process has died. */
  STOPPED,
  FAILED,
  FINISHED;

  static RunState of(RunFiles files) {
    if (!Files.isRegularFile(files.recipe())) {
      return WAITING;
    }
    if (files.isFinished()) {
      return FINISHED;
    }
    if (RunLock.writer(files.folder()).isPresent()) {
      return TRAINING;
    }
    return files.recorded(Provenance.FAILED).isPresent() ? FAILED : STOPPED;
  }
}
