package io.evenkeel.report;

import static io.evenkeel.report.Markup.share;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.measure.Quality;
import io.evenkeel.report.Figure.Panel;
import io.evenkeel.report.Table.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How each label or quantity fares: a row for each, and what was predicted against what is true.
 */
record OutputFigures(RunSet set) {
  /** A page of more runs shows no outputs. */
  private static final int MOST_RUNS = 12;

  /** More quantities than this are not drawn. */
  private static final int MOST_DRAWN = 12;

  private static final String CAPTION =
      "Each mark is a sample of the split: its true value across, what the network told upwards. On"
          + " the line they are the same.";

  /** The section; empty where no run tells labels or quantities, or there are too many runs. */
  String html() {
    if (set.finished().size() > MOST_RUNS) {
      return "";
    }
    StringBuilder out = new StringBuilder();
    String split = set.resultSplit();
    for (RunRecord run : set.finished()) {
      JsonNode outputs = run.details(split).path("outputs");
      if (!outputs.isEmpty()) {
        out.append(table(run, split, outputs)).append(drawn(run, split, outputs));
      }
    }
    return out.toString();
  }

  private String table(RunRecord run, String split, JsonNode outputs) {
    boolean labels = run.quality() == Quality.MEAN_AVERAGE_PRECISION;
    boolean several = run.modalities().size() > 1;
    List<Columns> columns = new ArrayList<>();
    columns.add(Columns.single(labels ? "have it %" : "mean"));
    columns.add(Columns.single(labels ? "average precision %" : "R² %"));
    if (several) {
      columns.add(new Columns("branch %", run.modalities()));
      columns.add(new Columns("branch alone %", run.modalities()));
    }
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode output : outputs) {
      double mean = RunRecord.number(output.path("mean"));
      List<String> row = new ArrayList<>();
      row.add(output.path("name").asText());
      row.add(labels ? share(mean) : String.format(Locale.ROOT, "%.4g", mean));
      row.add(share(RunRecord.number(output.path("score"))));
      if (several) {
        for (String scores : List.of("branch_score", "isolated_score")) {
          run.modalities()
              .forEach(m -> row.add(share(RunRecord.number(output.path(scores).path(m)))));
        }
      }
      rows.add(row);
    }
    String caption =
        (labels ? "Each label on " : "Each quantity on ")
            + split
            + (set.heading(run).isEmpty() ? "" : ", " + run.name())
            + ".";
    return new Table(caption, labels ? "Label" : "Quantity", columns, rows).html();
  }

  private String drawn(RunRecord run, String split, JsonNode outputs) {
    List<Panel> panels = new ArrayList<>();
    for (JsonNode output : outputs) {
      if (!output.path("points").isEmpty() && panels.size() < MOST_DRAWN) {
        String name = output.path("name").asText();
        String title = "%s of %s on %s, predicted against true".formatted(name, run.name(), split);
        String heading = set.heading(run).isEmpty() ? name : set.heading(run) + ", " + name;
        panels.add(new Panel(heading, "", new TruthChart(title, output.path("points")).svg()));
      }
    }
    return panels.isEmpty() ? "" : new Figure("", List.of(), panels, CAPTION).html();
  }
}
