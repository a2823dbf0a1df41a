package io.evenkeel.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.report.BarChart.Bar;
import io.evenkeel.report.BarChart.Group;
import io.evenkeel.report.Figure.LegendEntry;
import io.evenkeel.report.Figure.Mark;
import io.evenkeel.report.Figure.Panel;
import io.evenkeel.report.LineChart.Axes;
import io.evenkeel.report.LineChart.Unit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What probes have found, as diagnosis.json has it: nothing for a probe that nobody has asked. */
record ProbeFigures(RunSet set) {
  private static final String PAIRWISE =
      "u of one modality given another: the share of what a branch (row) can tell that goes when what"
          + " it is told of one other modality (column) is replaced by its mean. Blue: it helps;"
          + " orange: it misleads.";

  private static final String GRADIENTS =
      "Mean cosine between the gradient of an encoder's own loss and that of the other branches'"
          + " losses, on training batches; whiskers from the least to the greatest. Below zero they"
          + " pull against each other.";

  /** The section; empty where no run has been asked. */
  String html() {
    return bars(
            "shapley",
            "Shapley values",
            "Shapley values: each modality's fair share of the "
                + set.metric()
                + " that all of them together add to what the network has without any. They sum up"
                + " to that difference.",
            "value",
            set.splits(),
            ProbeFigures::interval)
        + bars(
            "perceptual",
            "Perceptual scores",
            "The share of "
                + set.metric()
                + " that goes when a modality is permuted across samples.",
            "normalized",
            set.splits(),
            ProbeFigures::interval)
        + lines(
            "missing",
            "Missing modalities",
            set.headingOfMetric()
                + " of the prediction when a modality is absent for a share of the samples. “each"
                + " of them”: when every modality is, each for samples of its own.",
            "shares",
            "% of samples",
            100)
        + lines(
            "noise",
            "Noise",
            set.headingOfMetric()
                + " of the prediction when one modality has Gaussian noise, in standard deviations"
                + " of its channels over the training split.",
            "deviations",
            "standard deviations",
            1)
        + pairs()
        + gradients();
  }

  private static JsonNode finding(RunRecord run, String split, String probe) {
    return run.details(split).path("probes").path(probe);
  }

  private List<RunRecord> asked(String split, String probe) {
    return set.finished().stream().filter(run -> finding(run, split, probe).isObject()).toList();
  }

  private List<LegendEntry> legend(Collection<RunRecord> runs, Mark mark) {
    return set.modalities().stream()
        .filter(m -> runs.stream().anyMatch(run -> run.modalities().contains(m)))
        .map(m -> new LegendEntry(m, set.style(m), mark))
        .toList();
  }

  private static Range interval(JsonNode finding, String modality) {
    return range(finding.path("interval").path(modality));
  }

  private static Range range(JsonNode ends) {
    return StreamSupport.stream(ends.spliterator(), false)
        .filter(JsonNode::isNumber)
        .map(JsonNode::asDouble)
        .reduce(Range.EMPTY, Range::with, (a, b) -> a.with(b.low()).with(b.high()));
  }

  private String bars(
      String probe,
      String title,
      String caption,
      String key,
      List<String> splits,
      BiFunction<JsonNode, String, Range> interval) {
    List<List<Group>> charts = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String split : splits) {
      List<RunRecord> runs = asked(split, probe);
      if (!runs.isEmpty()) {
        names.add(split);
        charts.add(runs.stream().map(r -> group(r, split, probe, key, interval)).toList());
      }
    }
    Range common =
        charts.stream()
            .map(BarChart::range)
            .reduce(new Range(0, 0.1), (a, b) -> a.with(b.low()).with(b.high()));
    List<Panel> panels = new ArrayList<>();
    for (int i = 0; i < charts.size(); i++) {
      String name = names.get(i);
      panels.add(
          new Panel(name, "", new BarChart(title + " on " + name, charts.get(i), common).svg()));
    }
    return panels.isEmpty() ? "" : new Figure(title, List.of(), panels, caption).html();
  }

  private Group group(
      RunRecord run,
      String split,
      String probe,
      String key,
      BiFunction<JsonNode, String, Range> interval) {
    JsonNode finding = finding(run, split, probe);
    List<Bar> bars =
        run.modalities().stream()
            .map(
                m -> {
                  double value = RunRecord.number(finding.path(key).path(m));
                  return new Bar(
                      m, set.style(m), value, Markup.signed(value), interval.apply(finding, m));
                })
            .toList();
    String reference = finding.path("reference").asText("");
    return new Group(run.name() + (reference.isEmpty() ? "" : ", absent: " + reference), bars);
  }

  private String lines(
      String probe, String title, String caption, String levels, String xLabel, double scale) {
    List<Panel> panels = new ArrayList<>();
    List<RunRecord> shown = new ArrayList<>();
    boolean every = false;
    for (RunRecord run : set.finished()) {
      for (String split : set.splits()) {
        JsonNode finding = finding(run, split, probe);
        double[] x = numbers(finding.path(levels), scale);
        if (x.length > 0) {
          shown.add(run);
          every |= x.length == every(run, finding).length;
          List<Series> series = series(run, finding, x);
          Range values = Range.of(series.stream().map(Series::y).toList()).with(0).with(1);
          panels.add(
              panel(
                  run,
                  split,
                  new LineChart(
                      title + " of " + run.name() + " on " + split,
                      new Axes(xLabel, Range.of(List.of(x)), values, Unit.PERCENT),
                      series,
                      (horizontal, vertical) -> "")));
        }
      }
    }
    List<LegendEntry> legend = new ArrayList<>(legend(shown, Mark.LINE));
    if (every) {
      legend.add(new LegendEntry("each of them", "all", Mark.LINE));
    }
    return panels.isEmpty() ? "" : new Figure(title, legend, panels, caption).html();
  }

  private List<Series> series(RunRecord run, JsonNode finding, double[] x) {
    Stream<Series> each =
        run.modalities().stream()
            .map(m -> new Series(m, set.style(m), x, numbers(finding.path("accuracy").path(m), 1)));
    Series every = new Series("each of them", "all", x, every(run, finding));
    return Stream.concat(each, Stream.of(every)).filter(s -> s.y().length == x.length).toList();
  }

  /** A while every modality is absent for a share; empty where one alone is every one. */
  private static double[] every(RunRecord run, JsonNode finding) {
    return run.modalities().size() > 1 ? numbers(finding.path("each"), 1) : new double[0];
  }

  private Panel panel(RunRecord run, String split, LineChart chart) {
    return new Panel(heading(run, split), "", chart.svg());
  }

  private String heading(RunRecord run, String split) {
    return set.heading(run).isEmpty() ? split : run.name() + " on " + split;
  }

  private static double[] numbers(JsonNode array, double scale) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(n -> scale * RunRecord.number(n))
        .toArray();
  }

  private String pairs() {
    List<Panel> panels = new ArrayList<>();
    for (RunRecord run : set.finished()) {
      for (String split : set.splits()) {
        JsonNode finding = finding(run, split, "pairwise");
        if (finding.isObject()) {
          String title = "pairwise utilization of " + run.name() + " on " + split;
          panels.add(
              new Panel(
                  heading(run, split), "", new PairMatrix(title, run.modalities(), finding).svg()));
        }
      }
    }
    return panels.isEmpty()
        ? ""
        : new Figure("Pairwise utilization", List.of(), panels, PAIRWISE).html();
  }

  private String gradients() {
    return bars(
        "gradients",
        "Gradient conflict",
        GRADIENTS,
        "mean",
        List.of("train"),
        (finding, m) -> range(finding.path("cosines").path(m)));
  }
}
