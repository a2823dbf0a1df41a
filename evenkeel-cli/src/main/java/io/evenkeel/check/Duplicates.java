package io.evenkeel.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Samples of a split that are in an earlier one, too.
 *
 * @param what is alike: a modality, or all of them
 * @param split the later split
 * @param earlier the earlier one
 * @param count how many samples of the later are in the earlier
 * @param sample the first of them
 * @param original what it is like, in the earlier split
 */
record Duplicates(String what, String split, String earlier, int count, int sample, int original) {

  /**
   * Those of every pair of splits.
   *
   * @param contents of the samples of a split
   */
  static List<Duplicates> among(
      String what, List<SplitScan> splits, Function<SplitScan, List<Optional<Content>>> contents) {
    List<Map<Content, Integer>> firsts =
        splits.stream().map(split -> firsts(contents.apply(split))).toList();
    List<Duplicates> all = new ArrayList<>();
    for (int later = 1; later < splits.size(); later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        if (mayShare(splits.get(earlier), splits.get(later))) {
          continue;
        }
        Found found = new Found();
        List<Optional<Content>> samples = contents.apply(splits.get(later));
        for (int sample = 0; sample < samples.size(); sample++) {
          Integer original = original(samples.get(sample), firsts.get(earlier));
          if (original >= 0) {
            found.add(sample, original);
          }
        }
        if (found.count > 0) {
          all.add(
              new Duplicates(
                  what,
                  splits.get(later).name(),
                  splits.get(earlier).name(),
                  found.count,
                  found.sample,
                  found.original));
        }
      }
    }
    return all;
  }

  private static final class Found {
    private int count;
    private int sample;
    private int original;

    void add(int at, int like) {
      if (count == 0) {
        sample = at;
        original = like;
      }
      count++;
    }
  }

  /** Splits such as test-matched are other views of the samples of test. */
  private static boolean mayShare(SplitScan one, SplitScan other) {
    return one.name().startsWith("test") && other.name().startsWith("test");
  }

  private static Map<Content, Integer> firsts(List<Optional<Content>> contents) {
    Map<Content, Integer> firsts = new HashMap<>();
    for (int sample = 0; sample < contents.size(); sample++) {
      int place = sample;
      contents.get(sample).ifPresent(content -> firsts.putIfAbsent(content, place));
    }
    return firsts;
  }

  private static int original(Optional<Content> content, Map<Content, Integer> firsts) {
    return content.map(of -> firsts.getOrDefault(of, -1)).orElse(-1);
  }
}
