package io.evenkeel.manifest;

import io.evenkeel.files.FileTrouble;
import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * How the paths in a manifest become files. Safe to use from several threads.
 *
 * @param root the folder that relative paths start from
 * @param rule whether a path may lead out of it
 */
public record ManifestPaths(Path root, PathRule rule) {

  /**
   * The file that a cell names, every symbolic link followed.
   *
   * @throws BadInputException with file, line (or row) and column for a cell that is missing, names
   *     no regular file, or leads out of the root by "..", as an absolute path or through a
   *     symbolic link where the rule forbids that
   */
  public Path resolve(ManifestColumn column, int row) {
    String text = column.text(row);
    try {
      Path folder = root.toAbsolutePath().normalize();
      Path named = folder.resolve(text).normalize();
      if (rule == PathRule.INSIDE_ROOT && !named.startsWith(folder)) {
        throw outside(column, row, text);
      }
      Path real = named.toRealPath();
      if (rule == PathRule.INSIDE_ROOT && !real.startsWith(root.toRealPath())) {
        throw outside(column, row, text + " by a symbolic link");
      }
      if (!Files.isRegularFile(real)) {
        throw column.bad(row, quoted(text) + " is no file", "the path of a file");
      }
      return real;
    } catch (NoSuchFileException missing) {
      throw new BadInputException(
          column.place(row), "no file " + quoted(text), "a file in " + root, missing);
    } catch (InvalidPathException | IOException unreadable) {
      throw new BadInputException(
          column.place(row),
          quoted(text) + " cannot be resolved (" + FileTrouble.reason(unreadable) + ")",
          "the path of a file",
          unreadable);
    }
  }

  private BadInputException outside(ManifestColumn column, int row, String text) {
    return column.bad(row, quoted(text) + " leads out of " + root, "a path inside that folder");
  }

  private static String quoted(String text) {
    return ManifestColumn.quoted(text);
  }
}
