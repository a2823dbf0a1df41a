package io.evenkeel.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The steps of a run, folded as they come in. */
final class LiveSteps implements GrowingTable.Rows {
  private static final int LOSS = 0;
  private static final int DIFFERENCE = 1;
  private static final String SPEED_COLUMN = "s_";

  private List<String> modalities = List.of();
  private List<Integer> places = List.of();
  private int stepPlace = -1;
  private int modalityPlace = -1;
  private StepFold fold = new StepFold(2);
  private long last;

  @Override
  public void begin(List<String> columns) {
    modalities =
        columns.stream()
            .filter(column -> column.startsWith(SPEED_COLUMN))
            .map(column -> column.substring(SPEED_COLUMN.length()))
            .toList();
    stepPlace = columns.indexOf("step");
    modalityPlace = columns.indexOf("modality");
    List<Integer> numbers = new ArrayList<>();
    numbers.add(columns.indexOf("loss"));
    numbers.add(columns.indexOf("d_speed"));
    modalities.forEach(m -> numbers.add(columns.indexOf(SPEED_COLUMN + m)));
    places = List.copyOf(numbers);
    fold = new StepFold(2 + 2 * modalities.size());
    last = 0;
  }

  @Override
  public boolean row(List<String> cells) {
    if (stepPlace < 0 || modalityPlace < 0 || places.contains(-1)) {
      return false;
    }
    String rebalanced = cells.get(modalityPlace);
    if (!rebalanced.isEmpty() && !modalities.contains(rebalanced)) {
      return false;
    }
    double[] values = new double[places.size() + modalities.size()];
    try {
      long step = Long.parseLong(cells.get(stepPlace));
      for (int i = 0; i < places.size(); i++) {
        values[i] = CsvTable.number(cells.get(places.get(i)));
      }
      for (int m = 0; m < modalities.size(); m++) {
        values[places.size() + m] = modalities.get(m).equals(rebalanced) ? 1 : 0;
      }
      fold.add(step, values);
      last = step;
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  List<String> modalities() {
    return modalities;
  }

  /** The number of the last step, 0 before the first. */
  long last() {
    return last;
  }

  boolean isEmpty() {
    return fold.isEmpty();
  }

  StepBins bins() {
    int n = modalities.size();
    return fold.bins(
        DIFFERENCE,
        IntStream.range(2, 2 + n).boxed().toList(),
        IntStream.range(2 + n, 2 + 2 * n).boxed().toList());
  }

  /** The mean loss of each bin. */
  double[] losses() {
    return fold.means(LOSS);
  }
}
