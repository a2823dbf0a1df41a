package io.evenkeel.measure;

import io.evenkeel.measure.ClassAnswers.BranchAnswers;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * ClassAnswers made of right/wrong patterns such as "11010:205": prediction, each f_i, each f'_i.
 */
final class Patterns {
  private static final int RIGHT = 0;
  private static final int WRONG = 1;

  private Patterns() {}

  /** ClassAnswers of two branches to samples of class 0. */
  static ClassAnswers answers(String table) {
    List<String> samples = new ArrayList<>();
    for (String entry : table.split(" ")) {
      String[] parts = entry.split(":");
      IntStream.range(0, Integer.parseInt(parts[1])).forEach(i -> samples.add(parts[0]));
    }
    PerModality<BranchAnswers> branches =
        new PerModality<>(
            List.of(new Modality("m0"), new Modality("m1")),
            List.of(
                new BranchAnswers(column(samples, 1), column(samples, 3)),
                new BranchAnswers(column(samples, 2), column(samples, 4))));
    return new ClassAnswers(
        List.of("0", "1"), new int[samples.size()], column(samples, 0), branches);
  }

  private static int[] column(List<String> samples, int column) {
    return samples.stream().mapToInt(s -> s.charAt(column) == '1' ? RIGHT : WRONG).toArray();
  }
}
