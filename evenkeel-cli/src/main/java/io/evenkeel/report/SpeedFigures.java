package io.evenkeel.report;

import io.evenkeel.report.Figure.LegendEntry;
import io.evenkeel.report.Figure.Mark;
import io.evenkeel.report.Figure.Panel;
import io.evenkeel.report.LineChart.Axes;
import io.evenkeel.report.LineChart.Background;
import io.evenkeel.report.LineChart.Unit;
import java.util.ArrayList;
import java.util.List;

/** Learning speeds per step: a panel for each multi-modal run, on the same axes. */
final class SpeedFigures {
  private static final int MOST_BINS = 240;

  private final RunSet set;
  private final List<RunRecord> runs;
  private final List<StepBins> bins;

  /** Figures of the runs whose steps are binned already, one for one. */
  SpeedFigures(RunSet set, List<RunRecord> runs, List<StepBins> bins) {
    this.set = set;
    this.runs = runs;
    this.bins = bins;
  }

  static SpeedFigures of(RunSet set) {
    List<RunRecord> runs =
        set.runs().stream()
            .filter(run -> run.modalities().size() > 1 && !run.steps().isEmpty())
            .toList();
    return new SpeedFigures(
        set, runs, runs.stream().map(run -> StepBins.of(run, MOST_BINS)).toList());
  }

  /** Whether there is a run that has speeds. */
  boolean isEmpty() {
    return runs.isEmpty();
  }

  /** d_speed, with the steps that re-balanced a modality behind it. */
  String difference() {
    Range values = Range.of(bins.stream().map(StepBins::difference).toList());
    List<LegendEntry> legend = new ArrayList<>();
    legend.add(new LegendEntry("d_speed", "all", Mark.LINE));
    if (bins.stream().anyMatch(StepBins::rebalances)) {
      set.modalities()
          .forEach(m -> legend.add(new LegendEntry("re-balancing " + m, set.style(m), Mark.SHADE)));
    }
    List<Panel> panels = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      StepBins steps = bins.get(i);
      List<String> styles = runs.get(i).modalities().stream().map(set::style).toList();
      List<Series> line = List.of(new Series("d_speed", "all", steps.x(), steps.difference()));
      panels.add(panel(i, "d_speed per step", values, line, (x, y) -> steps.shading(x, y, styles)));
    }
    return new Figure(
            "d_speed",
            legend,
            panels,
            "How much faster one branch learns from the other modalities than another does; 0 is"
                + " even. The shading is as high as the share of steps that re-balanced a modality,"
                + " so that a full column is a window of nothing else.")
        .html();
  }

  /** s of every modality. */
  String speeds() {
    Range values = Range.of(bins.stream().flatMap(b -> b.speeds().stream()).toList());
    List<LegendEntry> legend =
        set.modalities().stream()
            .map(m -> new LegendEntry("s of branch " + m, set.style(m), Mark.LINE))
            .toList();
    List<Panel> panels = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      List<Series> lines = new ArrayList<>();
      for (int m = 0; m < runs.get(i).modalities().size(); m++) {
        String name = runs.get(i).modalities().get(m);
        lines.add(new Series(name, set.style(name), bins.get(i).x(), bins.get(i).speeds().get(m)));
      }
      panels.add(panel(i, "s per step", values, lines, (x, y) -> ""));
    }
    return new Figure(
            "s of each branch",
            legend,
            panels,
            "The conditional learning speed s of each branch. The branch with the larger s learns"
                + " more from the others, and is the one that guided training re-balances.")
        .html();
  }

  private Panel panel(
      int run, String what, Range values, List<Series> lines, Background background) {
    Range steps = Range.of(bins.stream().map(StepBins::edges).toList());
    Axes axes = new Axes("step", steps, values, Unit.NUMBER);
    String name = runs.get(run).name();
    return new Panel(
        set.heading(runs.get(run)),
        "",
        new LineChart(what + " of " + name, axes, lines, background).svg());
  }
}
