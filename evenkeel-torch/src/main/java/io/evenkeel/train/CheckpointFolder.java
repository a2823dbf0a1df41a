package io.evenkeel.train;

import io.evenkeel.files.FileTrouble;
import io.evenkeel.files.WholeFile;
import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The checkpoints of one run: files {@code step-0000001234.safetensors}, of which the two newest
 * are kept.
 *
 * @param folder where they are; made by the first that is written
 */
public record CheckpointFolder(Path folder) {
  private static final int KEPT = 2;

  /** Writes a checkpoint, whole or not at all, and drops all but the two newest. */
  public void write(Checkpoint checkpoint) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + folder, e);
    }
    String name = String.format(Locale.ROOT, "step-%010d.safetensors", checkpoint.stepsDone());
    CheckpointFile.write(folder.resolve(name), checkpoint);
    newestFirst().stream().skip(KEPT).forEach(WholeFile::delete);
  }

  /** Whether there is any. */
  public boolean isEmpty() {
    return newestFirst().isEmpty();
  }

  /**
   * The newest checkpoint that can be used. Newer ones that cannot are set aside as {@code
   * *.damaged}.
   *
   * @param objection why a checkpoint that is whole cannot be used; empty if it can
   * @param notices is told, in a sentence, of each that cannot be used
   */
  public Optional<Checkpoint> newest(
      Function<Checkpoint, Optional<String>> objection, Consumer<String> notices) {
    for (Path file : newestFirst()) {
      Optional<String> reason;
      try {
        Checkpoint checkpoint = CheckpointFile.read(file);
        reason = objection.apply(checkpoint);
        if (reason.isEmpty()) {
          return Optional.of(checkpoint);
        }
      } catch (BadInputException | IllegalArgumentException | UncheckedIOException e) {
        reason = Optional.of(String.valueOf(e.getMessage()));
      }
      notices.accept(
          "checkpoint %s cannot be used (%s); trying the one before it"
              .formatted(file.getFileName(), reason.get()));
      setAside(file);
    }
    return Optional.empty();
  }

  /** Deletes what a process that was killed while it wrote has left in a folder. */
  public static void dropPartialFiles(Path folder) {
    list(folder, "*.partial").forEach(WholeFile::delete);
  }

  private static void setAside(Path file) {
    try {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".damaged"),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot set " + file + " aside", e);
    }
  }

  private List<Path> newestFirst() {
    List<Path> files = list(folder, "step-*.safetensors");
    files.sort(Comparator.comparing((Path file) -> file.getFileName().toString()).reversed());
    return files;
  }

  private static List<Path> list(Path folder, String names) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, names)) {
      found.forEach(files::add);
    } catch (NoSuchFileException e) {
      return new ArrayList<>();
    } catch (IOException e) {
      throw FileTrouble.unreadable(folder, "a folder of checkpoints", e);
    }
    return files;
  }
}
