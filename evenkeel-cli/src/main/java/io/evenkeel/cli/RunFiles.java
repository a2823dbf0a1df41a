package io.evenkeel.cli;

import io.evenkeel.files.WholeFile;
import io.evenkeel.input.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of a run directory, by their contract names.
 *
 * @param folder the run directory
 */
record RunFiles(Path folder) {

  Path recipe() {
    return folder.resolve("recipe.yaml");
  }

  Path provenance() {
    return folder.resolve("provenance.json");
  }

  Path history() {
    return folder.resolve("history.csv");
  }

  Path steps() {
    return folder.resolve("steps.csv");
  }

  Path summary() {
    return folder.resolve("summary.json");
  }

  Path weights() {
    return folder.resolve("best.safetensors");
  }

  Path diagnosis() {
    return folder.resolve("diagnosis.json");
  }

  Path report() {
    return folder.resolve("report.html");
  }

  /**
   * Makes the folder ready for a new run, or says why not; an old run goes only when that is asked
   * for.
   */
  void prepare(boolean overwrite) {
    refuseOtherRun(overwrite);
    WholeFile.requireWritableFolder(folder);
    if (overwrite) {
      for (Path file :
          java.util.List.of(
              summary(), diagnosis(), report(), weights(), history(), steps(), provenance())) {
        WholeFile.delete(file);
      }
    }
  }

  /** Refuses a folder in which a run is, unless it may be replaced. */
  void refuseOtherRun(boolean overwrite) {
    if (Files.exists(recipe()) && !overwrite) {
      throw new BadInputException(
          folder.toString(), "a run is there already", "another --out, or --overwrite");
    }
  }

  /** Checks that a finished or unfinished run is here. */
  RunFiles requireRun() {
    if (!Files.isRegularFile(recipe())) {
      throw new BadInputException(
          folder.toString(), "no recipe.yaml in it", "a run directory that train has written");
    }
    return this;
  }
}
