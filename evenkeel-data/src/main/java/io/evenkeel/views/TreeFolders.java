package io.evenkeel.views;

import io.evenkeel.files.FileTrouble;
import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * The folders of a tree {@code <class>/{train,test}/}.
 *
 * @param root the tree
 */
public record TreeFolders(Path root) {
  /**
   * The folders of a tree.
   *
   * @throws BadInputException if there is no such folder
   */
  public static TreeFolders of(Path root) {
    if (!Files.isDirectory(root)) {
      throw new BadInputException(
          root.toString(),
          Files.exists(root) ? "a file" : "no such folder",
          "a folder <class>/{train,test}/");
    }
    return new TreeFolders(root);
  }

  /** Whether there is a file whose name ends so. */
  public boolean hold(String ending) {
    return classes().stream()
        .anyMatch(
            name ->
                !files(name + "/train", ending).isEmpty()
                    || !files(name + "/test", ending).isEmpty());
  }

  /** The names of folders that hold a train or a test folder, in alphabetical order. */
  public List<String> classes() {
    try (Stream<Path> entries = Files.list(root)) {
      return entries
          .filter(
              entry ->
                  Files.isDirectory(entry.resolve("train"))
                      || Files.isDirectory(entry.resolve("test")))
          .map(entry -> String.valueOf(entry.getFileName()))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw cannotList(root, unreadable);
    }
  }

  /**
   * The files of a folder whose names end so, in any case, by name; none where there is no such
   * folder. Hidden files are no part of a data set.
   */
  public List<NamedFile> files(String folder, String ending) {
    List<NamedFile> files = new ArrayList<>();
    visit(
        folder,
        ending,
        (name, attributes) -> {
          if (attributes.isRegularFile()) {
            files.add(new NamedFile(name, attributes.size()));
          }
        });
    files.sort(Comparator.comparing(NamedFile::name));
    return files;
  }

  /** The names in a folder that end like those of files, and are folders themselves. */
  public List<String> foldersNamedLikeFiles(String folder, String ending) {
    List<String> folders = new ArrayList<>();
    visit(
        folder,
        ending,
        (name, attributes) -> {
          if (attributes.isDirectory()) {
            folders.add(name);
          }
        });
    Collections.sort(folders);
    return folders;
  }

  private void visit(
      String folder, String ending, BiConsumer<String, BasicFileAttributes> whatIsThere) {
    Path path = root.resolve(folder);
    if (!Files.isDirectory(path)) {
      return;
    }
    try {
      // A walk brings the sizes along, which would cost a call a file otherwise.
      Files.walkFileTree(
          path,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          1,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              String name = String.valueOf(file.getFileName());
              if (!name.startsWith(".") && name.toLowerCase(Locale.ROOT).endsWith(ending)) {
                whatIsThere.accept(name, attributes);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException unreadable) {
      throw cannotList(path, unreadable);
    }
  }

  private static BadInputException cannotList(Path folder, IOException unreadable) {
    return new BadInputException(
        folder.toString(),
        "cannot be listed (" + FileTrouble.reason(unreadable) + ")",
        "a folder that can be read",
        unreadable);
  }
}
