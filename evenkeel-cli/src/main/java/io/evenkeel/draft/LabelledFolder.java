package io.evenkeel.draft;

import io.evenkeel.files.FileTrouble;
import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.InputSpec.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Files of one kind whose classes are known by their folders or their names.
 *
 * @param folder where they were found
 * @param kind of the files
 * @param files in the order of their paths
 * @param leftOut how many others there are, of other kinds or without a class
 */
public record LabelledFolder(Path folder, Kind kind, List<LabelledFile> files, int leftOut) {
  private static final int MOST_FILES = 5_000_000;

  /** Keeps its own copy of the list. */
  public LabelledFolder {
    files = List.copyOf(files);
  }

  /**
   * Whether folders tell the split of every file.
   *
   * @throws BadInputException if they tell that of some files alone: those of the others would have
   *     to be drawn, and could tear apart what the folders keep apart
   */
  boolean givesSplits() {
    List<LabelledFile> without = files.stream().filter(file -> file.split().isEmpty()).toList();
    if (!without.isEmpty() && without.size() < files.size()) {
      throw new BadInputException(
          folder.toString(),
          without.size()
              + " of "
              + files.size()
              + " files in no folder of a split, such as "
              + without.get(0).path(),
          "every file in a folder train, validation or test, or none");
    }
    return without.isEmpty();
  }

  /**
   * What the names of files tell beside their folders.
   *
   * @param label the class; absent takes the folder, {@code <class>/…}, {@code <split>/<class>/…}
   *     or {@code <class>/<split>/…}
   * @param group what stays on one side of a split
   */
  public record Naming(Optional<FilePattern> label, Optional<FilePattern> group) {}

  /**
   * Looks for the files of the kind that a folder has most of.
   *
   * @throws BadInputException if there is no such folder, no file of a known kind, or fewer than
   *     two classes
   */
  public static LabelledFolder scan(Path folder, Naming naming) {
    List<String> paths = paths(folder);
    Map<Kind, Long> kinds =
        paths.stream()
            .flatMap(path -> FileKinds.of(path).stream())
            .collect(Collectors.groupingBy(kind -> kind, TreeMap::new, Collectors.counting()));
    Kind kind =
        kinds.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElseThrow(
                () ->
                    new BadInputException(
                        folder.toString(),
                        "no file of a known kind among " + paths.size(),
                        "PNG, JPEG, WAV, NPY, NPZ, safetensors, CSV or video files"));
    List<LabelledFile> files = new ArrayList<>();
    for (String path : paths) {
      if (FileKinds.of(path).filter(kind::equals).isPresent()) {
        labelled(path, naming).ifPresent(files::add);
      }
    }
    requireClasses(folder, files, naming);
    return new LabelledFolder(folder, kind, files, paths.size() - files.size());
  }

  private static List<String> paths(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new BadInputException(folder.toString(), "no folder", "a folder of files");
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      List<String> paths =
          walk.filter(Files::isRegularFile)
              .limit(MOST_FILES + 1)
              .map(folder::relativize)
              .map(path -> path.toString().replace('\\', '/'))
              .filter(path -> !path.startsWith(".") && !path.contains("/."))
              .sorted()
              .toList();
      if (paths.size() > MOST_FILES) {
        throw new BadInputException(
            folder.toString(), "more than " + MOST_FILES + " files", "a smaller folder");
      }
      return paths;
    } catch (IOException | UncheckedIOException unreadable) {
      throw new BadInputException(
          folder.toString(),
          "cannot be listed (" + FileTrouble.reason(unreadable) + ")",
          "a folder",
          unreadable);
    }
  }

  private static Optional<LabelledFile> labelled(String path, Naming naming) {
    List<String> parts = List.of(path.split("/"));
    String name = parts.get(parts.size() - 1);
    List<String> folders = parts.subList(0, parts.size() - 1);
    Optional<String> split = folders.stream().flatMap(f -> SplitNames.of(f).stream()).findFirst();
    Optional<String> label =
        naming.label().isPresent()
            ? naming.label().get().in(name)
            : folders.stream().filter(f -> SplitNames.of(f).isEmpty()).findFirst();
    return label.map(
        of -> new LabelledFile(path, of, naming.group().flatMap(group -> group.in(name)), split));
  }

  private static void requireClasses(Path folder, List<LabelledFile> files, Naming naming) {
    long classes = files.stream().map(LabelledFile::label).distinct().count();
    if (classes < 2) {
      throw new BadInputException(
          folder.toString(),
          classes + (classes == 1 ? " class" : " classes") + " of " + files.size() + " files",
          naming.label().isPresent()
              ? "file names of at least two classes by that pattern"
              : "a folder for each of at least two classes, or --class-of and a pattern");
    }
    naming
        .group()
        .flatMap(pattern -> files.stream().filter(file -> file.group().isEmpty()).findFirst())
        .ifPresent(
            file -> {
              throw new BadInputException(
                  folder.resolve(file.path()).toString(),
                  "no group by --group-of",
                  "a pattern that fits the name of every file");
            });
  }

  /** The classes, sorted. */
  public List<String> classes() {
    return files.stream()
        .map(LabelledFile::label)
        .distinct()
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  /** A few of the files, evenly. */
  List<Path> some(int count) {
    int step = Math.max(1, files.size() / count);
    return Stream.iterate(0, i -> i < files.size(), i -> i + step)
        .limit(count)
        .map(i -> folder.resolve(files.get(i).path()))
        .toList();
  }
}
