package io.evenkeel.cli;

import io.evenkeel.measure.NumberAnswers;
import io.evenkeel.measure.OutputRow;
import io.evenkeel.measure.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What {@code diagnose} prints of labels or quantities.
 *
 * @param answers to the samples of a split
 */
record OutputTable(NumberAnswers answers) {

  /** A row for each label or quantity. */
  String text() {
    boolean labels = answers.quality() == Quality.MEAN_AVERAGE_PRECISION;
    List<List<String>> rows = new ArrayList<>();
    List<String> header =
        new ArrayList<>(
            labels ? List.of("label", "have it %", "AP %") : List.of("quantity", "mean", "R² %"));
    boolean several = answers.modalities().size() > 1;
    if (several) {
      answers.modalities().forEach(m -> header.add(m + " %"));
      answers.modalities().forEach(m -> header.add(m + " alone %"));
    }
    rows.add(header);
    for (OutputRow of : OutputRow.all(answers)) {
      List<String> row = new ArrayList<>();
      row.add(of.name());
      row.add(labels ? Numbers.percent(of.mean()) : String.format(Locale.ROOT, "%.4g", of.mean()));
      row.add(Numbers.percent(of.score()));
      if (several) {
        of.branches().values().forEach(s -> row.add(Numbers.percent(s)));
        of.isolated().values().forEach(s -> row.add(Numbers.percent(s)));
      }
      rows.add(row);
    }
    return new TextTable(rows).text();
  }
}
