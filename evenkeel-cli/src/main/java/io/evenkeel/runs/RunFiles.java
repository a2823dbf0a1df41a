package io.evenkeel.runs;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.files.FileTrouble;
import io.evenkeel.files.WholeFile;
import io.evenkeel.input.BadInputException;
import io.evenkeel.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The files of a run directory, by their contract names.
 *
 * @param folder the run directory
 */
public record RunFiles(Path folder) {
  /** What a folder holds that is a comparison's. */
  public static final String COMPARISON = "experiment.json";

  /** What a folder holds that is a sweep's. */
  public static final String SWEEP = "sweep.json";

  /** What a folder holds that is a piece of advice's. */
  public static final String ADVICE = "advice.json";

  public Path recipe() {
    return folder.resolve("recipe.yaml");
  }

  public Path provenance() {
    return folder.resolve("provenance.json");
  }

  /** What goes into the network and what comes out, for whoever uses it elsewhere. */
  public Path inputs() {
    return folder.resolve("inputs.json");
  }

  public Path history() {
    return folder.resolve("history.csv");
  }

  public Path steps() {
    return folder.resolve("steps.csv");
  }

  /** Where the wall-clock time of each epoch went. */
  public Path timing() {
    return folder.resolve("timing.csv");
  }

  public Path checkpoints() {
    return folder.resolve("checkpoints");
  }

  /** Event files, where they were asked for. */
  public Path tensorboard() {
    return folder.resolve("tensorboard");
  }

  public Path summary() {
    return folder.resolve("summary.json");
  }

  public Path weights() {
    return folder.resolve("best.safetensors");
  }

  public Path diagnosis() {
    return folder.resolve("diagnosis.json");
  }

  /** What reproducing the run came to. */
  public Path reproduction() {
    return folder.resolve("reproduction.json");
  }

  /** A picture of what the network is tested on. */
  public Path samples() {
    return folder.resolve("samples.png");
  }

  public Path report() {
    return folder.resolve("report.html");
  }

  /** Everything that a run leaves, the recipe first. */
  public List<Path> all() {
    return List.of(
        recipe(),
        provenance(),
        inputs(),
        history(),
        steps(),
        timing(),
        summary(),
        weights(),
        diagnosis(),
        reproduction(),
        samples(),
        report(),
        tensorboard(),
        checkpoints());
  }

  /** Deletes the checkpoints of a run that has come to its end and will not go on. */
  public void discardCheckpoints() {
    WholeFile.deleteFolder(checkpoints());
  }

  /**
   * Deletes the run; whether nothing else was in its folder, so that the folder is gone, too.
   *
   * @param command what for, as the holder of the folder's lock
   */
  public boolean delete(String command) {
    try (RunLock lock = RunLock.acquire(folder, command)) {
      all().forEach(WholeFile::deleteFolder);
      WholeFile.delete(folder.resolve(RunLock.FILE));
    }
    try {
      return Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + folder, e);
    }
  }

  /** Whether a run is here that has come to its end. */
  public boolean isFinished() {
    return Files.exists(recipe()) && Files.exists(summary());
  }

  /**
   * Does what the process of a finished run may have been killed before: deletes what the run has
   * replaced, and writes its page.
   */
  public void tidyUpAfterFinish() {
    if (!isFinished()) {
      return;
    }
    ReplacedRun.of(this).discard();
    if (!Files.exists(report())) {
      Report.write(List.of(folder), report());
    }
  }

  /** What provenance.json says of a key; empty where it says nothing or is no JSON. */
  public Optional<String> recorded(String key) {
    JsonNode value = JsonFile.find(provenance()).path(key);
    return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
  }

  /**
   * Checks that data is what the run was trained on, as far as its provenance tells.
   *
   * @param digest that of the data at hand
   */
  public void requireData(String digest) {
    recorded(Provenance.DATA_DIGEST)
        .filter(own -> !own.equals(digest))
        .ifPresent(
            own -> {
              throw new BadInputException(
                  folder + ", its data",
                  "contents with SHA-256 " + digest,
                  "those that it was trained on, with SHA-256 " + own);
            });
  }

  /** The whole number that provenance.json has for a key; empty where it has none. */
  public OptionalInt number(String key) {
    JsonNode value = JsonFile.find(provenance()).path(key);
    return value.isInt() ? OptionalInt.of(value.asInt()) : OptionalInt.empty();
  }

  /**
   * Whether the folder is absent or empty; the lock of a process that was killed before it had
   * written anything may be in it.
   */
  public boolean isNew() {
    if (!Files.exists(folder)) {
      return true;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.allMatch(entry -> entry.endsWith(RunLock.FILE));
    } catch (IOException e) {
      throw FileTrouble.unreadable(folder, "a folder", e);
    }
  }

  /** Refuses the folder of a comparison or a sweep: a run in it would replace their report. */
  public void refuseFolderOfManyRuns() {
    for (String file : List.of(COMPARISON, SWEEP, ADVICE)) {
      if (Files.exists(folder.resolve(file))) {
        throw new BadInputException(
            folder.toString(), file + " in it, and so many runs", "a folder for one run");
      }
    }
  }

  /** Checks that a finished or unfinished run is here. */
  public RunFiles requireRun() {
    if (!Files.isRegularFile(recipe())) {
      throw new BadInputException(
          folder.toString(), "no recipe.yaml in it", "a run directory that train has written");
    }
    return this;
  }
}
