package io.evenkeel.measure;

import io.evenkeel.measure.Answers.BranchAnswers;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The samples of a split sorted by who was right: all that accuracies depend on.
 *
 * <p>A pattern has a bit for the prediction, then one for each f_i, then one for each f'_i.
 *
 * @param modalities the branches in model order
 * @param patterns the patterns that occur
 * @param counts how many samples are of each
 */
record RightAnswers(List<Modality> modalities, List<BitSet> patterns, int[] counts) {

  static RightAnswers of(Answers answers) {
    List<int[]> columns = new ArrayList<>(List.of(answers.prediction()));
    answers.branches().values().stream().map(BranchAnswers::fused).forEach(columns::add);
    answers.branches().values().stream().map(BranchAnswers::isolated).forEach(columns::add);
    Map<BitSet, Integer> counts = new LinkedHashMap<>();
    for (int i = 0; i < answers.samples(); i++) {
      BitSet pattern = new BitSet(columns.size());
      for (int c = 0; c < columns.size(); c++) {
        pattern.set(c, columns.get(c)[i] == answers.labels()[i]);
      }
      counts.merge(pattern, 1, Integer::sum);
    }
    return new RightAnswers(
        answers.branches().modalities(),
        List.copyOf(counts.keySet()),
        counts.values().stream().mapToInt(Integer::intValue).toArray());
  }

  /** The accuracies of a resample that has so many samples of each pattern. */
  Accuracies accuracies(int[] resampled) {
    int[] right = new int[1 + 2 * modalities.size()];
    int samples = 0;
    for (int p = 0; p < resampled.length; p++) {
      samples += resampled[p];
      BitSet pattern = patterns.get(p);
      for (int c = pattern.nextSetBit(0); c >= 0; c = pattern.nextSetBit(c + 1)) {
        right[c] += resampled[p];
      }
    }
    List<Utilization.BranchAccuracy> branches = new ArrayList<>();
    for (int m = 0; m < modalities.size(); m++) {
      branches.add(
          new Utilization.BranchAccuracy(
              (double) right[1 + m] / samples,
              (double) right[1 + modalities.size() + m] / samples));
    }
    return new Accuracies(
        (double) right[0] / samples, new Utilization(new PerModality<>(modalities, branches)));
  }

  /**
   * What a diagnosis measures.
   *
   * @param prediction A of ŷ
   * @param utilization A(f_i), A(f'_i) and what follows from them
   */
  record Accuracies(double prediction, Utilization utilization) {}
}
