package io.evenkeel.sweep;

import io.evenkeel.recipe.Recipe;
import io.evenkeel.runs.RecipeFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * One choice of values for every key of a search.
 *
 * @param settings a value for each key, in the order of the search
 */
public record Point(List<Setting> settings) {
  private static final int LONGEST_NAME = 100;

  /** Keeps its own copy of the list. */
  public Point {
    settings = List.copyOf(settings);
  }

  /**
   * A name that is a safe name of a folder, such as {@code alpha=0.01,window=5}. It follows from
   * the settings alone; where characters had to go, a checksum keeps it apart from others.
   */
  public String name() {
    String plain = label().replace(", ", ",");
    String safe = plain.replaceAll("[^A-Za-z0-9=,._+-]", "_");
    if (safe.equals(plain) && safe.length() <= LONGEST_NAME) {
      return safe;
    }
    CRC32 checksum = new CRC32();
    checksum.update(plain.getBytes(StandardCharsets.UTF_8));
    return "%s~%08x"
        .formatted(safe.substring(0, Math.min(safe.length(), LONGEST_NAME)), checksum.getValue());
  }

  /** The point as a sentence names it: "alpha=0.01, window=5". */
  public String label() {
    return settings.stream()
        .map(setting -> shortKey(setting.key()) + "=" + setting.value())
        .collect(Collectors.joining(", "));
  }

  /** The last part of a key, or the whole key where two keys of this point share that part. */
  public String shortKey(String key) {
    String last = lastPart(key);
    long sharing = settings.stream().filter(s -> lastPart(s.key()).equals(last)).count();
    return sharing > 1 ? key : last;
  }

  private static String lastPart(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }

  /** The recipe at this point. */
  public Recipe recipe(Recipe base) {
    return RecipeFile.with(base, label(), settings.stream().map(Setting::toString).toList());
  }
}
