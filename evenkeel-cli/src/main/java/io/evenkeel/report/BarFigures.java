package io.evenkeel.report;

import io.evenkeel.report.BarChart.Bar;
import io.evenkeel.report.BarChart.Group;
import io.evenkeel.report.Figure.LegendEntry;
import io.evenkeel.report.Figure.Mark;
import io.evenkeel.report.Figure.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What trained networks do on held-out data, as bars: a panel for each split. */
record BarFigures(RunSet set) {
  /** The axis goes at least this far, so that rates near zero look near zero. */
  private static final double LEAST_RATE = 0.1;

  /** Accuracy of the prediction and of every branch; empty while no run has finished. */
  String accuracy() {
    List<LegendEntry> legend = new ArrayList<>();
    legend.add(new LegendEntry("prediction (mean of the branches)", "all", Mark.BLOCK));
    set.modalities()
        .forEach(m -> legend.add(new LegendEntry("branch " + m, set.style(m), Mark.BLOCK)));
    List<Panel> panels = new ArrayList<>();
    for (String split : set.shownSplits()) {
      List<Group> groups = set.finished().stream().map(run -> accuracies(run, split)).toList();
      Range values = new Range(0, 1);
      if (set.maybeNegative()) {
        values = values.with(BarChart.range(groups).low());
      }
      panels.add(panel(split, set.metric() + " on " + split, groups, values));
    }
    return panels.isEmpty()
        ? ""
        : new Figure(
                "",
                legend,
                panels,
                set.headingOfMetric()
                    + " in percent, of the prediction and of each branch on its own "
                    + (set.metric().equals("accuracy") ? "logits." : "outputs.")
                    + whiskers())
            .html();
  }

  private String whiskers() {
    return set.finished().stream()
            .anyMatch(
                run ->
                    set.shownSplits().stream()
                        .anyMatch(split -> !run.interval(split, "accuracy").isEmpty()))
        ? " Whiskers are 95 % intervals over samples, of these trained networks: other seeds are"
            + " not in them."
        : "";
  }

  private Group accuracies(RunRecord run, String split) {
    List<Bar> bars = new ArrayList<>();
    double accuracy = run.accuracy(split);
    Range interval = run.interval(split, "accuracy");
    bars.add(new Bar("prediction", "all", accuracy, Markup.percent(accuracy), interval));
    if (run.modalities().size() > 1) {
      bars.addAll(bars(run, split, "branch_accuracy", m -> m, Markup::percent));
    }
    return new Group(run.name(), bars);
  }

  /** u of every modality; empty while no multi-modal run has finished. */
  String utilization() {
    List<RunRecord> runs =
        set.finished().stream().filter(run -> run.modalities().size() > 1).toList();
    if (runs.isEmpty()) {
      return "";
    }
    List<List<Group>> splits = new ArrayList<>();
    for (String split : set.shownSplits()) {
      splits.add(runs.stream().map(run -> rates(run, split)).toList());
    }
    Range range = BarChart.range(splits.stream().flatMap(List::stream).toList()).with(LEAST_RATE);
    List<Panel> panels = new ArrayList<>();
    for (int i = 0; i < splits.size(); i++) {
      String split = set.shownSplits().get(i);
      panels.add(panel(split, "conditional utilization on " + split, splits.get(i), range));
    }
    return new Figure(
            "",
            List.of(),
            panels,
            "The share of a branch's "
                + set.metric()
                + " that it owes to the other modalities. Even bars"
                + " mean balanced use; a negative one means that the others mislead the branch."
                + whiskers())
        .html();
  }

  private Group rates(RunRecord run, String split) {
    return new Group(run.name(), bars(run, split, "cur", run::utilizationName, Markup::signed));
  }

  private List<Bar> bars(
      RunRecord run, String split, String key, Function<String, String> label, Written written) {
    List<Bar> bars = new ArrayList<>();
    for (String m : run.modalities()) {
      double value = RunRecord.number(run.split(split).path(key).path(m));
      Range interval = run.interval(split, key, m);
      bars.add(new Bar(label.apply(m), set.style(m), value, written.text(value), interval));
    }
    return bars;
  }

  /** How a value is written. */
  @FunctionalInterface
  private interface Written {
    String text(double value);
  }

  private Panel panel(String split, String title, List<Group> groups, Range range) {
    return new Panel(split, set.meaning(split), new BarChart(title, groups, range).svg());
  }
}
