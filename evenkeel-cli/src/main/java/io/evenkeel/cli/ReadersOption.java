package io.evenkeel.cli;

import io.evenkeel.input.BadInputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --jobs}, for the commands that read many files. */
final class ReadersOption {
  private static final int MOST_JOBS = 1024;

  @Option(
      names = "--jobs",
      paramLabel = "J",
      description = "How many files to read at a time. Default: one for each processor.")
  private @Nullable Integer jobs;

  /** How many files to read at a time. */
  int readers() {
    int readers = jobs == null ? Runtime.getRuntime().availableProcessors() : jobs;
    if (readers < 1 || readers > MOST_JOBS) {
      throw new BadInputException("--jobs", Integer.toString(readers), "1 to " + MOST_JOBS);
    }
    return readers;
  }
}
