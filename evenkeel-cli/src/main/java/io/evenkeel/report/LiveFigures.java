package io.evenkeel.report;

import static io.evenkeel.report.Markup.element;
import static io.evenkeel.report.Markup.px;

import io.evenkeel.report.Figure.LegendEntry;
import io.evenkeel.report.Figure.Mark;
import io.evenkeel.report.Figure.Panel;
import io.evenkeel.report.LineChart.Axes;
import io.evenkeel.report.LineChart.Background;
import io.evenkeel.report.LineChart.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The charts of one run that is still going on.
 *
 * @param set the run alone
 * @param run the run, without its steps
 * @param tolerance α; empty for a strategy without one
 */
record LiveFigures(RunSet set, RunRecord run, OptionalDouble tolerance) {
  /** A share of few steps would show their windows, not how often there are any. */
  private static final int MOST_SHARES = 30;

  String epochs() {
    if (run.history().rows().isEmpty()) {
      return "";
    }
    EpochFigures epochs = new EpochFigures(set);
    return section("Epoch by epoch", epochs.accuracy() + epochs.loss());
  }

  String steps(StepBins bins, double[] losses) {
    String loss = loss(bins, losses);
    return section(
        "Step by step",
        run.modalities().size() > 1
            ? difference(bins)
                + new SpeedFigures(set, List.of(run), List.of(bins)).speeds()
                + shares(bins)
                + loss
            : loss);
  }

  private static String section(String heading, String figures) {
    return "<section class=\"single\">" + element("h2", heading) + figures + "</section>\n";
  }

  private String loss(StepBins bins, double[] losses) {
    List<Series> lines = List.of(line("training", "all", bins, losses));
    return figure(
            "Loss per step",
            List.of(new LegendEntry("training", "all", Mark.LINE)),
            chart("loss per step", bins, Unit.NUMBER, lines, (x, y) -> ""),
            "The loss of each step before its update: that of every branch, added up."
                + " Each point is the mean of neighbouring steps.")
        .html();
  }

  private String difference(StepBins bins) {
    List<LegendEntry> legend = new ArrayList<>();
    legend.add(new LegendEntry("d_speed", "all", Mark.LINE));
    tolerance.ifPresent(
        alpha -> legend.add(new LegendEntry("tolerance ±" + alpha, "train", Mark.SHADE)));
    Series line = line("d_speed", "all", bins, bins.difference());
    return figure(
            "d_speed",
            legend,
            chart("d_speed per step", bins, Unit.NUMBER, List.of(line), this::band),
            "How much faster one branch learns from the other modalities than another does; 0 is even."
                + (tolerance.isPresent()
                    ? " Outside the tolerance, guided training re-balances."
                    : ""))
        .html();
  }

  /** α as a band, at least as thick as a line. */
  private String band(Scale x, Scale y) {
    if (tolerance.isEmpty()) {
      return "";
    }
    double top = Math.max(y.to(), y.pixel(tolerance.getAsDouble()));
    double bottom = Math.min(y.from(), y.pixel(-tolerance.getAsDouble()));
    return "<path class=\"window train band\" d=\"M%s %sH%sV%sH%sZ\"/>"
        .formatted(px(x.from()), px(top), px(x.to()), px(Math.max(bottom, top + 2)), px(x.from()));
  }

  private String shares(StepBins bins) {
    List<LegendEntry> legend = new ArrayList<>();
    List<Series> lines = new ArrayList<>();
    Bins coarse = new Bins(bins.x().length, MOST_SHARES);
    for (int m = 0; m < run.modalities().size(); m++) {
      String name = run.modalities().get(m);
      legend.add(new LegendEntry("re-balancing " + name, set.style(name), Mark.LINE));
      double[] share = coarse.means(bins.shares().get(m));
      lines.add(new Series(name, set.style(name), coarse.means(bins.x()), share));
    }
    return figure(
            "Share of re-balancing steps",
            legend,
            chart("share of re-balancing steps", bins, Unit.PERCENT, lines, (x, y) -> ""),
            "How many of neighbouring steps re-balanced each modality.")
        .html();
  }

  private static Series line(String name, String style, StepBins bins, double[] values) {
    return new Series(name, style, bins.x(), values);
  }

  private static Figure figure(
      String title, List<LegendEntry> legend, LineChart chart, String caption) {
    return new Figure(title, legend, List.of(new Panel("", "", chart.svg())), caption);
  }

  private static LineChart chart(
      String title, StepBins bins, Unit unit, List<Series> lines, Background background) {
    Range steps = Range.of(List.of(bins.edges()));
    Range values =
        unit == Unit.PERCENT ? new Range(0, 1) : Range.of(lines.stream().map(Series::y).toList());
    return new LineChart(title, new Axes("step", steps, values, unit), lines, background);
  }
}
