package io.evenkeel.report;

import io.evenkeel.measure.Quality;
import io.evenkeel.report.Figure.LegendEntry;
import io.evenkeel.report.Figure.Mark;
import io.evenkeel.report.Figure.Panel;
import io.evenkeel.report.LineChart.Axes;
import io.evenkeel.report.LineChart.Unit;
import java.util.ArrayList;
import java.util.List;

/** Accuracy and loss per epoch: a panel for each run, on the same axes. */
record EpochFigures(RunSet set) {

  /** Accuracy in training and on the validation set, of the prediction and of every branch. */
  String accuracy() {
    Axes axes = new Axes("epoch", epochs(), qualities(), Unit.PERCENT);
    List<LegendEntry> legend = legend();
    // Others are no means over batches: there is no line of training.
    boolean trained = set.runs().stream().anyMatch(run -> run.quality() == Quality.ACCURACY);
    if (!trained) {
      legend.remove(0);
    }
    if (set.modalities().size() > 1) {
      set.modalities()
          .forEach(
              m -> legend.add(new LegendEntry("validation, branch " + m, set.style(m), Mark.LINE)));
    }
    List<Panel> panels = new ArrayList<>();
    for (RunRecord run : set.runs()) {
      List<Series> series = series(run, "accuracy");
      if (run.modalities().size() > 1) {
        for (String m : run.modalities()) {
          series.add(line(run, "branch " + m, set.style(m), "validation_accuracy_" + m));
        }
      }
      panels.add(panel(run, set.metric() + " per epoch", axes, series));
    }
    return new Figure(
            set.headingOfMetric(),
            legend,
            panels,
            set.headingOfMetric()
                + " at the end of each epoch. "
                + (trained
                    ? "A gap between training and validation is what does not carry over; a"
                    : "A")
                + " gap between branches is what one modality learns ahead of another.")
        .html();
  }

  /** Loss in training and on the validation set. */
  String loss() {
    List<List<Series>> lines = set.runs().stream().map(run -> series(run, "loss")).toList();
    Range values = Range.of(lines.stream().flatMap(List::stream).map(Series::y).toList());
    Axes axes = new Axes("epoch", epochs(), values, Unit.NUMBER);
    List<Panel> panels = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      panels.add(panel(set.runs().get(i), "loss per epoch", axes, lines.get(i)));
    }
    return new Figure(
            "Loss",
            legend(),
            panels,
            "Loss: that of every branch, added up. Where validation rises while"
                + " training falls, the network grows surer of what does not carry over.")
        .html();
  }

  /** From 0 to 1, and as far below 0 as R² goes. */
  private Range qualities() {
    Range range = new Range(0, 1);
    if (set.maybeNegative()) {
      for (RunRecord run : set.runs()) {
        for (double value : run.history().numbers("validation_accuracy")) {
          range = range.with(value);
        }
        for (String m : run.modalities()) {
          for (double value : run.history().numbers("validation_accuracy_" + m)) {
            range = range.with(value);
          }
        }
      }
    }
    return range;
  }

  private Range epochs() {
    return Range.of(set.runs().stream().map(run -> run.history().numbers("epoch")).toList());
  }

  private static List<LegendEntry> legend() {
    return new ArrayList<>(
        List.of(
            new LegendEntry("training", "train", Mark.LINE),
            new LegendEntry("validation", "all", Mark.LINE)));
  }

  private static List<Series> series(RunRecord run, String quantity) {
    return new ArrayList<>(
        List.of(
            line(run, "training", "train", "train_" + quantity),
            line(run, "validation", "all", "validation_" + quantity)));
  }

  private static Series line(RunRecord run, String name, String style, String column) {
    return new Series(name, style, run.history().numbers("epoch"), run.history().numbers(column));
  }

  private Panel panel(RunRecord run, String what, Axes axes, List<Series> series) {
    String title = what + " of " + run.name();
    return new Panel(set.heading(run), "", new LineChart(title, axes, series, (x, y) -> "").svg());
  }
}
