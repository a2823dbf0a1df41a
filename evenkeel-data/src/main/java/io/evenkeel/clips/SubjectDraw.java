package io.evenkeel.clips;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whole subjects taken out of a set, in a given order, until about so many clips are reached. */
public final class SubjectDraw {
  private SubjectDraw() {}

  /** How many clips each subject has, in the order of numbers where names are numbers. */
  public static Map<String, Integer> counts(List<ListedClip> clips) {
    Map<String, Integer> counts =
        new TreeMap<>(
            java.util.Comparator.<String>comparingInt(String::length)
                .thenComparing(java.util.Comparator.naturalOrder()));
    for (ListedClip clip : clips) {
      clip.subject().ifPresent(subject -> counts.merge(subject, 1, Integer::sum));
    }
    return counts;
  }

  /**
   * The subjects held out: each that brings the number of clips nearer to what is wanted, the first
   * in any case, and never all.
   *
   * @param counts the clips of each subject, of whom there are two or more
   * @param order a permutation of 0 … subjects − 1
   * @param wanted how many clips to hold out
   */
  public static Set<String> heldOut(Map<String, Integer> counts, int[] order, int wanted) {
    List<String> subjects = new ArrayList<>(counts.keySet());
    Map<String, Integer> byName = new LinkedHashMap<>(counts);
    Set<String> held = new TreeSet<>();
    int clips = 0;
    for (int place : order) {
      int more = byName.getOrDefault(subjects.get(place), 0);
      boolean nearer = Math.abs(clips + more - wanted) < Math.abs(clips - wanted);
      if (held.isEmpty() || (nearer && held.size() < subjects.size() - 1)) {
        held.add(subjects.get(place));
        clips += more;
      }
    }
    return held;
  }
}
