package io.evenkeel.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.files.FileTrouble;
import io.evenkeel.files.WholeFile;
import io.evenkeel.input.BadInputException;
import io.evenkeel.runs.JsonFile;
import io.evenkeel.runs.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * A folder that a command fills: a file in it says with which settings, so that nothing made with
 * others comes to lie beside it, and one process at a time writes in it.
 */
final class ClaimedFolder implements AutoCloseable {
  private final RunLock lock;

  private ClaimedFolder(RunLock lock) {
    this.lock = lock;
  }

  /**
   * Takes an empty folder, making it if it is not there, or goes on with one of the same settings.
   *
   * @param command who takes it, such as {@code data render}
   * @param file the name of the file of settings
   * @throws BadInputException if the folder holds anything else, cannot be written to, or another
   *     process writes in it
   */
  static ClaimedFolder take(Path folder, String command, String file, ObjectNode settings) {
    Path written = folder.resolve(file);
    if (Files.exists(written)) {
      requireSame(written, command, settings);
    } else {
      requireEmpty(folder, command);
    }
    WholeFile.requireWritableFolder(folder);
    RunLock lock = RunLock.acquire(folder, command);
    JsonFile.write(written, settings);
    return new ClaimedFolder(lock);
  }

  private static void requireSame(Path written, String command, ObjectNode settings) {
    ObjectNode before = JsonFile.read(written, "the settings that " + command + " has written");
    for (Iterator<String> names = settings.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!settings.get(name).toString().equals(before.path(name).toString())) {
        throw new BadInputException(
            written.toString(),
            "made with " + name + " " + (before.has(name) ? before.get(name) : "unknown"),
            name + " " + settings.get(name) + " as asked for now, or another folder");
      }
    }
  }

  private static void requireEmpty(Path folder, String command) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> inside = Files.list(folder)) {
      inside
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .sorted()
          .findFirst()
          .ifPresent(
              path -> {
                throw new BadInputException(
                    folder.toString(),
                    "holds " + path.getFileName() + ", which " + command + " has not made",
                    "an empty folder, or one that " + command + " has begun to fill");
              });
    } catch (IOException e) {
      throw FileTrouble.unreadable(folder, "a folder", e);
    }
  }

  @Override
  public void close() {
    lock.close();
  }
}
