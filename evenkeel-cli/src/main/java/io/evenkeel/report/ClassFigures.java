package io.evenkeel.report;

import static io.evenkeel.report.Markup.count;
import static io.evenkeel.report.Markup.element;
import static io.evenkeel.report.Markup.share;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.report.Figure.Panel;
import io.evenkeel.report.Table.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How each class fares: confusion matrices, and a row for each class. */
record ClassFigures(RunSet set) {
  /** A page of more runs shows the prediction on the result's split alone. */
  private static final int MOST_RUNS_IN_FULL = 3;

  /** A page of more runs shows no classes. */
  private static final int MOST_RUNS = 12;

  /** More classes than this are no longer told apart in a chart. */
  private static final int MOST_CLASSES = 100;

  private static final String CAPTION =
      "A row for each true class, a column for each predicted one. The deeper a cell, the larger"
          + " its share of the row; blue is right, orange is wrong.";

  /** The section; empty where no run has its classes counted, or there are too many. */
  String html() {
    List<RunRecord> runs = counted(set.resultSplit());
    if (runs.isEmpty() || set.finished().size() > MOST_RUNS) {
      return "";
    }
    String split = set.resultSplit();
    List<Panel> panels = runs.stream().map(run -> prediction(run, split)).toList();
    StringBuilder out = new StringBuilder(new Figure("", List.of(), panels, CAPTION).html());
    if (set.finished().size() <= MOST_RUNS_IN_FULL) {
      for (RunRecord run : runs) {
        Stream.concat(Stream.of(split), set.splits().stream().filter(s -> !s.equals(split)))
            .filter(s -> matrix(run.details(s).at("/confusion/prediction")).length > 0)
            .forEach(s -> out.append(folded(run, s)));
      }
    }
    return out.toString();
  }

  private List<RunRecord> counted(String split) {
    return set.finished().stream()
        .filter(run -> matrix(run.details(split).at("/confusion/prediction")).length > 0)
        .toList();
  }

  private Panel prediction(RunRecord run, String split) {
    int[][] counts = matrix(run.details(split).at("/confusion/prediction"));
    String title = "confusion matrix of " + run.name() + " on " + split;
    String heading = set.heading(run).isEmpty() ? "prediction" : set.heading(run);
    return new Panel(
        heading + " on " + split, "", new ConfusionChart(title, names(run, split), counts).svg());
  }

  private String folded(RunRecord run, String split) {
    List<Panel> panels = new ArrayList<>();
    if (!split.equals(set.resultSplit())) {
      panels.add(prediction(run, split));
    }
    if (run.modalities().size() > 1) {
      for (String modality : run.modalities()) {
        int[][] counts = matrix(run.details(split).path("confusion").path("branch").path(modality));
        if (counts.length > 0) {
          String title = "confusion matrix of branch %s of %s on %s";
          panels.add(
              new Panel(
                  "branch " + modality + " on " + split,
                  "",
                  new ConfusionChart(
                          title.formatted(modality, run.name(), split), names(run, split), counts)
                      .svg()));
        }
      }
    }
    String name = set.heading(run).isEmpty() ? "" : run.name() + ", ";
    return "<details>"
        + element(
            "summary",
            name + split + ": class by class" + (panels.isEmpty() ? "" : ", and branches"))
        + classes(run, split)
        + (panels.isEmpty() ? "" : new Figure("", List.of(), panels, CAPTION).html())
        + "</details>\n";
  }

  private String classes(RunRecord run, String split) {
    boolean several = run.modalities().size() > 1;
    List<Columns> columns = new ArrayList<>();
    columns.add(Columns.single("samples"));
    columns.add(Columns.single("recall %"));
    columns.add(Columns.single("precision %"));
    if (several) {
      columns.add(new Columns("recall of branch %", run.modalities()));
      columns.add(new Columns("recall of branch alone %", run.modalities()));
    }
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode score : run.details(split).path("classes")) {
      List<String> row = new ArrayList<>();
      row.add(name(score));
      row.add(count(RunRecord.number(score.path("samples"))));
      row.add(share(RunRecord.number(score.path("recall"))));
      row.add(share(RunRecord.number(score.path("precision"))));
      if (several) {
        for (String recalls : List.of("branch_recall", "isolated_recall")) {
          run.modalities()
              .forEach(m -> row.add(share(RunRecord.number(score.path(recalls).path(m)))));
        }
      }
      rows.add(row);
    }
    return new Table(
            "Each class on " + split + (set.heading(run).isEmpty() ? "" : ", " + run.name()) + ".",
            "Class",
            columns,
            rows)
        .html();
  }

  /** What people call a class: its number where diagnosis.json has no name for it. */
  private static String name(JsonNode score) {
    return score.path("name").asText(score.path("class").asText());
  }

  private static List<String> names(RunRecord run, String split) {
    List<String> names = new ArrayList<>();
    run.details(split).path("classes").forEach(score -> names.add(name(score)));
    return names;
  }

  /** A square of counts; an empty one where there is none that can be drawn. */
  private static int[][] matrix(JsonNode rows) {
    int classes = rows.size();
    if (classes > MOST_CLASSES) {
      return new int[0][];
    }
    int[][] counts = new int[classes][classes];
    for (int label = 0; label < classes; label++) {
      for (int predicted = 0; predicted < classes; predicted++) {
        counts[label][predicted] = rows.path(label).path(predicted).asInt();
      }
    }
    return counts;
  }
}
