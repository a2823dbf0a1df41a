package io.evenkeel.mesh;

import io.evenkeel.files.FileTrouble;
import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A mesh of a tree as ModelNet distributes it: {@code <class>/{train,test}/<class>_0001.off}. The
 * folder names the class.
 *
 * @param className the class
 * @param split {@code train} or {@code test}
 * @param file where it is
 */
public record MeshFile(String className, String split, Path file) {
  private static final String SUFFIX = ".off";
  private static final List<String> SPLITS = List.of("train", "test");

  /**
   * The meshes of a tree: classes in alphabetical order, train before test, then by name.
   *
   * @throws BadInputException if there is no such folder, or no mesh in it
   */
  public static List<MeshFile> tree(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new BadInputException(
          folder.toString(), "no such folder", "a tree <class>/{train,test}/<class>_0001.off");
    }
    List<MeshFile> meshes = new ArrayList<>();
    for (Path ofClass : list(folder)) {
      for (String split : SPLITS) {
        Path ofSplit = ofClass.resolve(split);
        if (Files.isDirectory(ofSplit)) {
          list(ofSplit).stream()
              .filter(file -> name(file).toLowerCase(Locale.ROOT).endsWith(SUFFIX))
              .forEach(file -> meshes.add(new MeshFile(name(ofClass), split, file)));
        }
      }
    }
    if (meshes.isEmpty()) {
      throw new BadInputException(
          folder.toString(), "no mesh in it", "a tree <class>/{train,test}/<class>_0001.off");
    }
    return meshes;
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.filter(path -> !name(path).startsWith(".")).sorted().toList();
    } catch (IOException e) {
      throw FileTrouble.unreadable(folder, "a folder of meshes", e);
    }
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  /** The name of the file without its suffix. */
  public String stem() {
    String name = name(file);
    return name.substring(0, name.length() - SUFFIX.length());
  }

  /** Where its views go in a tree of views. */
  public Path viewFolder(Path folder) {
    return folder.resolve(className).resolve(split);
  }

  /**
   * Where a view of it goes, by the names of MVCNN: {@code
   * <class>/<split>/<stem>.obj.shaded_v001.png}.
   *
   * @param view 0 for the first view, whose file is number 1
   */
  public Path viewFile(Path folder, int view) {
    String name = String.format(Locale.ROOT, "%s.obj.shaded_v%03d.png", stem(), view + 1);
    return viewFolder(folder).resolve(name);
  }
}
