package io.evenkeel.cli;

import io.evenkeel.experiment.Cell;
import io.evenkeel.experiment.CellQueue;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --jobs}, for the commands that train many runs. */
final class JobsOption {
  @Option(
      names = "--jobs",
      paramLabel = "J",
      description =
          "How many runs to train at a time. Default: as many as have a processor for each of their"
              + " threads.")
  private @Nullable Integer jobs;

  /** How many of these runs to train at a time. */
  int of(List<Cell> cells) {
    return jobs == null
        ? CellQueue.defaultJobs(cells, Runtime.getRuntime().availableProcessors())
        : jobs;
  }
}
