package io.evenkeel.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Names for recipe files that can be told apart, also as folders. */
public final class Labels {
  private Labels() {}

  /**
   * A label for each file: its name without its ending, of letters, digits, {@code -} and {@code _}
   * alone; the second of one name is {@code name-2}.
   */
  public static List<String> of(List<Path> files) {
    Set<String> taken = new TreeSet<>();
    List<String> labels = new ArrayList<>();
    for (Path file : files) {
      String name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
      String safe = name.replaceAll("[^\\p{L}\\p{N}_-]", "-");
      String plain = safe.isEmpty() ? "recipe" : safe;
      String label = plain;
      // Not every file system tells upper case from lower case.
      for (int n = 2; !taken.add(label.toLowerCase(Locale.ROOT)); n++) {
        label = plain + "-" + n;
      }
      labels.add(label);
    }
    return List.copyOf(labels);
  }
}
