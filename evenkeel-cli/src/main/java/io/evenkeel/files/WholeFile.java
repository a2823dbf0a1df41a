package io.evenkeel.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that appear whole or not at all: written beside their name, then renamed. */
public final class WholeFile {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private WholeFile() {}

  /** Writes a text file as UTF-8, replacing what was there; throws if it cannot. */
  public static void write(Path file, String text) {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    try {
      Files.writeString(partial, text);
      Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      delete(partial);
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** Writes indented JSON with a final line break, as {@link #write} does. */
  public static void writeJson(Path file, JsonNode json) {
    try {
      write(file, JSON.writeValueAsString(json) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** Deletes a file if it is there. */
  public static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + file, e);
    }
  }

  /** Makes a folder, and proves that files can be written in it. */
  public static void requireWritableFolder(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, "writable", ".partial"));
    } catch (IOException e) {
      throw new BadInputException(
          folder.toString(), "cannot be written to (" + e + ")", "a folder to write to", e);
    }
  }

  /**
   * Makes the folder that a file is to stand in, and proves that files can be written in it;
   * refuses the name of a folder.
   */
  public static void requireWritableParent(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null || Files.isDirectory(file)) {
      throw new BadInputException(file.toString(), "a folder", "the name of a file");
    }
    requireWritableFolder(parent);
  }
}
