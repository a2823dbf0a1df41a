package io.evenkeel.cli;

import io.evenkeel.runs.RunObserver;
import io.evenkeel.runs.WallClock;
import io.evenkeel.tensorboard.TensorBoard;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that has a run write event files. */
final class TensorBoardOption {
  @Option(
      names = "--tensorboard",
      description = "Write event files to tensorboard/ in the run directory as well.")
  private boolean tensorboard;

  List<RunObserver> watchers() {
    return tensorboard ? List.of(new TensorBoard(new WallClock())) : List.of();
  }
}
