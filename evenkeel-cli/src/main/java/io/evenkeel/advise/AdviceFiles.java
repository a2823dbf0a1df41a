package io.evenkeel.advise;

import io.evenkeel.runs.RunFiles;
import java.nio.file.Path;

/**
 * What a piece of advice leaves in its folder, beside its runs.
 *
 * @param folder the folder
 */
public record AdviceFiles(Path folder) {

  /** The question, the plan, and the answer once there is one. */
  public Path json() {
    return folder.resolve(RunFiles.ADVICE);
  }

  /** The recipe to use. */
  public Path recipe() {
    return folder.resolve("advised.yaml");
  }

  public Path report() {
    return folder.resolve("report.html");
  }

  /** Runs that show what a run takes. */
  Path calibration() {
    return folder.resolve("calibration");
  }

  /** Plain training and each modality alone. */
  Path look() {
    return folder.resolve("look");
  }

  /** A round of the remedies. */
  Path round(int number) {
    return folder.resolve("round-" + number);
  }

  /** The remedies that came through every round, with every seed. */
  Path finals() {
    return folder.resolve("finals");
  }
}
