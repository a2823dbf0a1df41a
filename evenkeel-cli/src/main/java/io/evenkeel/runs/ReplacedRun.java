package io.evenkeel.runs;

import io.evenkeel.files.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The run that a new one replaces, kept aside until the new one has results of its own. */
final class ReplacedRun {
  private final RunFiles current;
  private final RunFiles aside;

  private ReplacedRun(RunFiles current) {
    this.current = current;
    aside = new RunFiles(current.folder().resolve(".replaced"));
  }

  /** What an earlier sitting of the run has moved aside, if anything. */
  static ReplacedRun of(RunFiles current) {
    return new ReplacedRun(current);
  }

  /** Moves the run that is in a folder aside; does nothing where there is none. */
  static ReplacedRun moveAside(RunFiles current) {
    ReplacedRun replaced = new ReplacedRun(current);
    if (replaced.isThere() && current.isFinished()) {
      // A former replacement came to its end and was killed before it had deleted what it replaced.
      replaced.discard();
    }
    if (replaced.isThere()) {
      // A former replacement was killed: what stands in the folder is what it left.
      current.all().forEach(WholeFile::deleteFolder);
    } else {
      // The recipe goes last, so that a move that was cut short goes on here.
      List<Path> recipeLast = new ArrayList<>(current.all());
      Collections.reverse(recipeLast);
      recipeLast.forEach(file -> move(file, replaced.aside.folder()));
    }
    return replaced;
  }

  boolean isThere() {
    return Files.exists(aside.recipe());
  }

  /** Puts the old run back in the place of what the new one has written. */
  void restore() {
    if (isThere()) {
      current.all().forEach(WholeFile::deleteFolder);
      aside.all().forEach(file -> move(file, current.folder()));
      WholeFile.delete(aside.folder());
    }
  }

  /** Deletes the old run. */
  void discard() {
    WholeFile.deleteFolder(aside.folder());
  }

  private static void move(Path file, Path folder) {
    try {
      if (Files.exists(file)) {
        Files.createDirectories(folder);
        Path target = folder.resolve(file.getFileName());
        // What is left of a run that was half deleted there; a folder would not be replaced.
        WholeFile.deleteFolder(target);
        Files.move(file, target);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot move " + file + " to " + folder, e);
    }
  }
}
