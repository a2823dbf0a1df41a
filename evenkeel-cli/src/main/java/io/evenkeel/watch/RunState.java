package io.evenkeel.watch;

import io.evenkeel.runs.Provenance;
import io.evenkeel.runs.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** How a run stands. */
enum RunState {
  WAITING,
  TRAINING,
  STOPPED,
  FAILED,
  FINISHED;

  /** A run whose files have not changed for so long is no longer trained. */
  private static final Duration QUIET = Duration.ofMinutes(2);

  static RunState of(RunFiles files, Instant now) {
    if (!Files.isRegularFile(files.recipe())) {
      return WAITING;
    }
    if (Files.isRegularFile(files.summary())) {
      return FINISHED;
    }
    if (files.recorded(Provenance.FAILED).isPresent()) {
      return FAILED;
    }
    boolean quiet = lastChange(files).map(at -> at.plus(QUIET).isBefore(now)).orElse(true);
    return quiet ? STOPPED : TRAINING;
  }

  private static Optional<Instant> lastChange(RunFiles files) {
    return Stream.of(files.steps(), files.history(), files.weights(), files.recipe())
        .flatMap(file -> modified(file).stream())
        .max(Comparator.naturalOrder());
  }

  private static Optional<Instant> modified(Path file) {
    try {
      return Optional.of(Files.getLastModifiedTime(file).toInstant());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
