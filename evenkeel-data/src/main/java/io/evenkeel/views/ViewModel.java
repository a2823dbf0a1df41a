package io.evenkeel.views;

import java.nio.file.Path;
import java.util.List;

/**
 * A mesh that was rendered from several sides.
 *
 * @param name such as {@code night_stand_0001}
 * @param label the place of its class in the alphabet
 * @param tree the folder of the whole tree
 * @param folder the folder of its images within the tree, such as {@code night_stand/train}
 * @param views its images, in the order of their numbers
 */
public record ViewModel(String name, int label, Path tree, String folder, List<NamedFile> views) {

  /** Keeps its own copy of the list. */
  public ViewModel {
    views = List.copyOf(views);
  }

  /** The file of a view. */
  public Path file(int number) {
    return tree.resolve(folder).resolve(views.get(number).name());
  }

  /** Its name within the tree, such as {@code night_stand/train/night_stand_0001}. */
  public String path() {
    return folder + "/" + name;
  }

  /** The file of a view within the tree, with {@code /} on every system. */
  public String relativeName(int number) {
    return folder + "/" + views.get(number).name();
  }
}
