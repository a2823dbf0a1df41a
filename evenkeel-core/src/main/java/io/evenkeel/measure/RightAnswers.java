package io.evenkeel.measure;

import io.evenkeel.measure.ClassAnswers.BranchAnswers;
import io.evenkeel.modality.Modality;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The samples of a split sorted by who was right: all that accuracies depend on.
 *
 * <p>A pattern has a bit for the prediction, then one for each f_i, then one for each f'_i, which
 * are set on samples that have the modality alone; then one for each modality that a sample has.
 *
 * @param voices how many bits a pattern has
 * @param patterns the patterns that occur
 * @param counts how many samples are of each
 */
record RightAnswers(int voices, List<BitSet> patterns, int[] counts) {

  static RightAnswers of(ClassAnswers answers) {
    List<int[]> columns = new ArrayList<>();
    answers.branches().values().stream().map(BranchAnswers::fused).forEach(columns::add);
    answers.branches().values().stream().map(BranchAnswers::isolated).forEach(columns::add);
    List<Modality> modalities = answers.modalities();
    int branches = modalities.size();
    Map<BitSet, Integer> counts = new LinkedHashMap<>();
    for (int i = 0; i < answers.samples(); i++) {
      BitSet pattern = new BitSet(1 + 3 * branches);
      pattern.set(0, answers.prediction()[i] == answers.labels()[i]);
      for (int c = 0; c < columns.size(); c++) {
        boolean has = answers.has(modalities.get(c % branches), i);
        pattern.set(1 + c, has && columns.get(c)[i] == answers.labels()[i]);
        pattern.set(1 + 2 * branches + c % branches, has);
      }
      counts.merge(pattern, 1, Integer::sum);
    }
    return new RightAnswers(
        1 + 3 * branches,
        List.copyOf(counts.keySet()),
        counts.values().stream().mapToInt(Integer::intValue).toArray());
  }

  /** For each bit, how many samples have it, where there are so many of each pattern. */
  int[] totals(int[] resampled) {
    int[] right = new int[voices];
    for (int p = 0; p < resampled.length; p++) {
      BitSet pattern = patterns.get(p);
      for (int v = pattern.nextSetBit(0); v >= 0; v = pattern.nextSetBit(v + 1)) {
        right[v] += resampled[p];
      }
    }
    return right;
  }
}
