package io.evenkeel.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What may be seen of a folder: runs, and those of their files that stand on a list.
 *
 * @param root a run directory, or one with run directories at most three levels below it; need not
 *     be there yet
 */
record WatchedFolder(Path root) {
  private static final int DEPTH = 3;
  private static final int MOST_RUNS = 1000;
  static final List<String> FILES =
      List.of(
          "report.html",
          "recipe.yaml",
          "summary.json",
          "history.csv",
          "steps.csv",
          "timing.csv",
          "diagnosis.json",
          "provenance.json");

  /** What the folder is called. */
  String name() {
    Path last = root.toAbsolutePath().normalize().getFileName();
    return last == null ? root.toString() : last.toString();
  }

  /** Whether the folder holds runs and is none itself. */
  boolean isCollection() {
    return !isRun(root) && !runs().isEmpty();
  }

  private static boolean isRun(Path folder) {
    return Files.isRegularFile(folder.resolve("recipe.yaml"), LinkOption.NOFOLLOW_LINKS);
  }

  /** The runs below the folder, by their relative paths with {@code /} in between, sorted. */
  List<String> runs() {
    Set<String> runs = new TreeSet<>();
    if (Files.isDirectory(root)) {
      try {
        Path real = root.toRealPath();
        Files.walkFileTree(real, Set.of(), DEPTH + 1, new Finder(real, runs));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + root, e);
      }
    }
    return List.copyOf(runs);
  }

  /** The folder of a run: that itself for an empty name; empty where there is no such run. */
  Optional<Path> run(String name) {
    if (name.isEmpty()) {
      return Optional.of(root);
    }
    return runs().contains(name) ? Optional.of(root.resolve(name)) : Optional.empty();
  }

  /** A file that may be shown; empty where there is none, or it leads out of the folder. */
  Optional<Path> file(String run, String name) {
    return FILES.contains(name)
        ? run(run).map(folder -> folder.resolve(name)).filter(this::isInside)
        : Optional.empty();
  }

  private boolean isInside(Path file) {
    try {
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          && file.toRealPath().startsWith(root.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }

  /** Collects run directories; follows no link, and enters neither runs nor hidden folders. */
  private static final class Finder extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Set<String> runs;

    Finder(Path root, Set<String> runs) {
      this.root = root;
      this.runs = runs;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      if (folder.equals(root)) {
        return FileVisitResult.CONTINUE;
      }
      if (runs.size() == MOST_RUNS) {
        return FileVisitResult.TERMINATE;
      }
      if (folder.getFileName().toString().startsWith(".")) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      if (isRun(folder)) {
        runs.add(root.relativize(folder).toString().replace('\\', '/'));
        return FileVisitResult.SKIP_SUBTREE;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }
  }
}
