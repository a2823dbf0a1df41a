package io.evenkeel.report;

import static io.evenkeel.report.Markup.element;

import io.evenkeel.measure.Quality;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The page: what stands on it, in order. */
record Page(RunSet set, List<Section> sections) {
  /** Beyond this, figures with a panel for each run are folded away. */
  private static final int MOST_UNFOLDED = 6;

  /** Pages about more data sets than this show the first of them. */
  private static final int MOST_PICTURES = 3;

  private static final String SAMPLES =
      "The first test sample of up to eight classes, a row for each modality, before normalization.";

  private static final String OTHER_SAMPLES =
      "Up to eight of the first test samples, a row for each modality, before normalization; below"
          + " each its labels, or its first quantity.";

  private static final List<List<String>> GLOSSARY =
      List.of(
          List.of(
              "branch",
              "The part of the network that sees one modality. Every branch gives a prediction of"
                  + " its own; the network's prediction is the mean of theirs."),
          List.of(
              "branch alone",
              "Without cross-modal flow: the accuracy of a branch when what it is told about the other modalities is replaced"
                  + " by its mean over the training set. Also called isolated accuracy."),
          List.of(
              "u(b | a)",
              "Conditional utilization rate: the share of branch a's accuracy that goes when it is"
                  + " cut off from b. (accuracy − isolated accuracy) / accuracy."),
          List.of(
              "d_util",
              "The first u minus the second for two modalities, the largest minus the smallest for"
                  + " more. Far from 0, the network leans on one modality."),
          List.of(
              "s",
              "Conditional learning speed of a branch: log10 of how fast its fusion weights have"
                  + " been learning, over how fast its own weights have."),
          List.of(
              "d_speed",
              "The difference of s between branches, as d_util is of u. Guided training re-balances"
                  + " whenever it leaves the tolerance."),
          List.of(
              "re-balancing",
              "Steps in which a branch sees the running mean of its gate, and so has to learn from"
                  + " its own input."));

  private static final Map<Quality, String> METRICS =
      Map.of(
          Quality.MEAN_AVERAGE_PRECISION,
          "Of each label that occurs, the mean precision over the samples that have it, going down"
              + " from the most likely one; then the mean over labels.",
          Quality.R2,
          "The share of a quantity's variance that is told, 1 − Σ (y − ŷ)² / Σ (y − ȳ)², the mean"
              + " over quantities. Below 0, the mean would have told more.");

  String html() {
    Headline headline = new Headline(set);
    return HtmlPage.of(
        headline.title(),
        "<header><p class=\"brand\">Evenkeel report</p>\n"
            + headline.html()
            + "</header>\n<main>\n"
            + sections.stream().map(Section::html).collect(Collectors.joining())
            + results()
            + training()
            + speeds()
            + section("What the network sees", samples())
            + section("Glossary", glossary())
            + section("Recipes and provenance", details())
            + "</main>\n");
  }

  private String results() {
    RunTables tables = new RunTables(set);
    BarFigures bars = new BarFigures(set);
    StringBuilder content = new StringBuilder();
    set.shownSplits().forEach(split -> content.append(tables.split(split)));
    content.append(tables.training()).append(tables.missing()).append(otherSplits(tables));
    return (set.finished().isEmpty()
            ? ""
            : section(set.headingOfMetric() + " on held-out data", perRun(bars.accuracy())))
        + section("The runs in numbers", content.toString())
        + section("Which modality is used", perRun(bars.utilization()))
        + section("What each modality is worth", perRun(new ProbeFigures(set).html()))
        + section("Which classes are confused", perRun(new ClassFigures(set).html()))
        + section("Output by output", perRun(new OutputFigures(set).html()));
  }

  private String otherSplits(RunTables tables) {
    List<String> others =
        set.splits().stream().filter(split -> !set.shownSplits().contains(split)).toList();
    StringBuilder out = new StringBuilder();
    others.forEach(split -> out.append(tables.split(split)));
    return others.isEmpty()
        ? ""
        : "<details>"
            + element("summary", "Other splits: " + String.join(", ", others))
            + out
            + "</details>\n";
  }

  private String training() {
    if (set.runs().stream().allMatch(run -> run.history().rows().isEmpty())) {
      return section("Epoch by epoch", element("p", "No run has ended an epoch yet."));
    }
    EpochFigures epochs = new EpochFigures(set);
    return section("Epoch by epoch", perRun(epochs.accuracy() + epochs.loss()));
  }

  private String speeds() {
    SpeedFigures speeds = SpeedFigures.of(set);
    return speeds.isEmpty()
        ? ""
        : section("Learning speed, step by step", perRun(speeds.difference() + speeds.speeds()));
  }

  /** Runs of the same data have the same picture. */
  private String samples() {
    StringBuilder out = new StringBuilder();
    boolean classes = set.runs().stream().allMatch(run -> run.quality() == Quality.ACCURACY);
    set.runs().stream()
        .map(RunRecord::samples)
        .filter(picture -> !picture.isEmpty())
        .distinct()
        .limit(MOST_PICTURES)
        .forEach(
            picture ->
                out.append("<figure><img class=\"samples\" alt=\"samples of each modality\" src=\"")
                    .append(picture)
                    .append("\"/>")
                    .append(element("figcaption", classes ? SAMPLES : OTHER_SAMPLES))
                    .append("</figure>\n"));
    return out.toString();
  }

  /** Figures with a panel or a group of bars for each run. */
  private String perRun(String figures) {
    int runs = set.runs().size();
    return runs <= MOST_UNFOLDED || figures.isEmpty()
        ? figures
        : "<details class=\"figures\">"
            + element("summary", "Show all " + runs + " runs")
            + figures
            + "</details>\n";
  }

  /** A section; nothing where there is nothing to say. */
  private String section(String heading, String content) {
    String single = set.runs().size() == 1 ? " class=\"single\"" : "";
    return content.isEmpty()
        ? ""
        : "<section%s>".formatted(single) + element("h2", heading) + content + "</section>\n";
  }

  private String glossary() {
    StringBuilder out = new StringBuilder("<dl class=\"glossary\">");
    String metric = set.metric();
    GLOSSARY.forEach(
        e ->
            out.append(element("dt", e.get(0)))
                .append(element("dd", e.get(1).replace("accuracy", metric))));
    set.runs().stream()
        .map(RunRecord::quality)
        .filter(METRICS::containsKey)
        .distinct()
        .forEach(
            quality ->
                out.append(element("dt", quality.label()))
                    .append(element("dd", String.valueOf(METRICS.get(quality)))));
    return out.append("</dl>").toString();
  }

  private String details() {
    StringBuilder out = new StringBuilder();
    for (RunRecord run : set.runs()) {
      out.append("<details>").append(element("summary", run.name()));
      if (!run.recipe().isBlank()) {
        out.append(element("h3", "Recipe")).append(element("pre", run.recipe()));
      }
      if (!run.provenance().isEmpty()) {
        out.append(element("h3", "Provenance")).append("<dl class=\"provenance\">");
        run.provenance().forEach((k, v) -> out.append(element("dt", k)).append(element("dd", v)));
        out.append("</dl>");
      }
      out.append("</details>\n");
    }
    return out.toString();
  }
}
