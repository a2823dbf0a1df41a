package io.evenkeel.runs;

import io.evenkeel.data.DataSplits;
import io.evenkeel.files.WholeFile;
import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.train.Checkpoint;
import io.evenkeel.train.CheckpointFolder;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a run begins with in its directory: nothing, or the checkpoint of the same run.
 *
 * @param files the directory, held by a lock
 * @param recipe what is to be run
 * @param modalities in model order
 * @param data what it is to be run on
 * @param notices is told of checkpoints that cannot be used
 */
record RunBeginning(
    RunFiles files,
    Recipe recipe,
    List<Modality> modalities,
    DataSplits data,
    Consumer<String> notices) {

  /**
   * The checkpoint to go on from; empty to begin anew.
   *
   * @throws BadInputException if a run is there that is neither the same nor to be replaced
   */
  Optional<Checkpoint> find(ExistingRun existing) {
    if (!Files.exists(files.recipe()) || existing == ExistingRun.REPLACE) {
      return Optional.empty();
    }
    Optional<RecipeDifference> difference = RecipeDifference.first(files, recipe);
    boolean failedAtOnce = files.recorded(Provenance.FAILED).isPresent() && checkpoints().isEmpty();
    if (difference.isPresent() && failedAtOnce) {
      return Optional.empty();
    }
    if (difference.isPresent()) {
      RecipeDifference d = difference.get();
      throw isThere(
          "a run of another recipe is there already (%s: %s there, %s here)"
              .formatted(d.key(), d.left(), d.right()));
    }
    if (files.isFinished()) {
      throw isThere("a finished run is there already");
    }
    files.requireData(data.digest());
    boolean hadAny = !checkpoints().isEmpty();
    Optional<Checkpoint> newest =
        checkpoints().newest(c -> RunTableWriter.objection(files, modalities, c), notices);
    if (hadAny && newest.isEmpty()) {
      notices.accept("no checkpoint can be used; beginning anew");
    }
    return newest;
  }

  private CheckpointFolder checkpoints() {
    return new CheckpointFolder(files.checkpoints());
  }

  private BadInputException isThere(String found) {
    return new BadInputException(files.folder().toString(), found, "another --out, or --overwrite");
  }

  /** Drops what a sitting that was killed while it wrote may have left. */
  static void dropPartialFiles(RunFiles files) {
    files
        .all()
        .forEach(file -> WholeFile.delete(file.resolveSibling(file.getFileName() + ".partial")));
    CheckpointFolder.dropPartialFiles(files.checkpoints());
  }
}
