package io.evenkeel.sweep;

import io.evenkeel.runs.RunFiles;
import java.nio.file.Path;

/**
 * The files of a sweep beside the run directories of its points.
 *
 * @param folder the sweep's folder
 */
public record SweepFiles(Path folder) {

  /** Everything: the plan, every run and what was chosen. */
  public Path json() {
    return folder.resolve(RunFiles.SWEEP);
  }

  /** A row for every run. */
  public Path table() {
    return folder.resolve("sweep.csv");
  }

  /** The recipe whose keys are varied. */
  public Path base() {
    return folder.resolve("base.yaml");
  }

  /** The recipe of the chosen point. */
  public Path best() {
    return folder.resolve("best.yaml");
  }

  public Path report() {
    return folder.resolve("report.html");
  }
}
