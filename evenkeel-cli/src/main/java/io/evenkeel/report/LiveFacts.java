package io.evenkeel.report;

import io.evenkeel.measure.Quality;
import io.evenkeel.report.LiveRun.Fact;
import java.util.ArrayList;
import java.util.List;

/** What the last epoch of a run came to. */
record LiveFacts(LiveRun run, CsvTable history) {

  List<Fact> list() {
    List<Fact> facts = new ArrayList<>();
    Quality quality = run.quality();
    facts.add(
        new Fact("validation " + quality.label(), Markup.percent(last("validation_accuracy"))));
    facts.add(new Fact("best so far", best()));
    if (run.modalities().size() > 1) {
      for (String m : run.modalities()) {
        String column = RunDirectory.BRANCH_COLUMN + m;
        facts.add(new Fact("branch " + m, Markup.percent(last(column))));
      }
      facts.add(new Fact("d_speed", Markup.signed(last("d_speed"))));
    }
    if (quality == Quality.ACCURACY) {
      facts.add(new Fact("training accuracy", Markup.percent(last("train_accuracy"))));
    }
    double share = last("rebalancing_steps") / run.stepsPerEpoch().orElse(0);
    if (run.modalities().size() > 1 && Double.isFinite(share)) {
      facts.add(new Fact("steps that re-balanced", Markup.percent(share)));
    }
    return facts;
  }

  /** The best epoch is the last of those that were the best so far. */
  private String best() {
    double[] best = history.numbers("best");
    for (int row = best.length - 1; row >= 0; row--) {
      if (best[row] == 1) {
        double accuracy = history.numbers("validation_accuracy")[row];
        String epoch = Markup.count(history.numbers("epoch")[row]);
        return Markup.percent(accuracy) + ", epoch " + epoch;
      }
    }
    return Markup.percent(Double.NaN);
  }

  private double last(String column) {
    if (!history.columns().contains(column)) {
      return Double.NaN;
    }
    double[] numbers = history.numbers(column);
    return numbers[numbers.length - 1];
  }
}
