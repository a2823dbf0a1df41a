package io.evenkeel.data;

import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds modalities by the names that a recipe gives. */
final class NamedModalities {
  private NamedModalities() {}

  /**
   * The modalities of these names, in the order of the names; throws {@link BadInputException} for
   * a name given twice or not known, naming those that are, the nearest first.
   *
   * @param key the recipe key that gives the names
   */
  static List<Modality> choose(String key, List<String> names, List<Modality> known) {
    if (new HashSet<>(names).size() != names.size()) {
      throw new BadInputException(key, names.toString(), "each modality once");
    }
    return names.stream().map(name -> find(key, name, known)).toList();
  }

  private static Modality find(String key, String name, List<Modality> known) {
    return known.stream()
        .filter(modality -> modality.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new BadInputException(key, "\"" + name + "\"", "one of " + nearest(name, known)));
  }

  private static String nearest(String name, List<Modality> known) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return known.stream()
        .map(Modality::name)
        .sorted(Comparator.comparing(candidate -> distance.apply(name, candidate)))
        .collect(Collectors.joining(", "));
  }
}
