package io.evenkeel.report;

import static io.evenkeel.report.Markup.element;
import static io.evenkeel.report.Markup.escape;

import io.evenkeel.files.WholeFile;
import io.evenkeel.report.SweepResults.Point;
import io.evenkeel.report.Table.Columns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One HTML page about a search for settings.
 *
 * @param results the points
 * @param words what they come to, in sentences
 * @param recipes recipes to show, by name
 */
public record SweepReport(SweepResults results, Words words, List<Named> recipes) {

  /**
   * What the points come to, in sentences.
   *
   * @param headline the choice in one line
   * @param lede what the headline leaves out
   * @param sameRuns which points came to the same runs
   * @param test what the chosen point does on the test split; nothing where none was chosen
   */
  public record Words(String headline, List<String> lede, List<String> sameRuns, String test) {}

  /** A text with its name: a recipe, or what a run failed of. */
  public record Named(String name, String text) {}

  /** Writes the page, whole or not at all. */
  public void write(Path htmlFile, List<Named> failures) {
    String body =
        "<header><p class=\"brand\">Evenkeel sweep</p>"
            + element("h1", words.headline())
            + "<p class=\"lede\">"
            + escape(String.join(" ", words.lede()))
            + "</p>"
            + element("p", words.test())
            + "</header>\n<main>\n"
            + figures()
            + section("The points in numbers", sameRuns() + table() + failed(failures))
            + section("Recipes", details())
            + "</main>\n";
    WholeFile.requireWritableParent(htmlFile);
    WholeFile.write(htmlFile, HtmlPage.of(words.headline(), body));
  }

  private String figures() {
    if (results.means().isEmpty()) {
      return "";
    }
    SweepFigures figures = new SweepFigures(results);
    String map = figures.map();
    return (map.isEmpty() ? "" : section("Where it is good", map))
        + section("What each key does", figures.sensitivity());
  }

  private static String section(String heading, String content) {
    return content.isEmpty() ? "" : "<section>" + element("h2", heading) + content + "</section>\n";
  }

  private String sameRuns() {
    StringBuilder out = new StringBuilder();
    words.sameRuns().forEach(sentence -> out.append(element("p", sentence)));
    return out.toString();
  }

  private String table() {
    List<Columns> columns =
        List.of(Columns.single("mean"), Columns.single("±"), Columns.single("each seed"));
    List<List<String>> rows = new ArrayList<>();
    for (Point point : results.points()) {
      List<String> row = new ArrayList<>();
      row.add(point.name() + (results.isChosen(point) ? " (chosen)" : ""));
      row.add(Range.drawable(point.mean()) ? results.metric().text(point.mean()) : "–");
      row.add(point.halfWidth().map(results.metric()::difference).orElse("–"));
      row.add(String.join(", ", point.scores().stream().map(this::text).toList()));
      rows.add(row);
    }
    return new Table(
            results.metric().name() + ", by which points are chosen.", "Point", columns, rows)
        .html();
  }

  private String text(OptionalDouble score) {
    return score.isPresent() ? results.metric().text(score.getAsDouble()) : "failed";
  }

  private static String failed(List<Named> failures) {
    if (failures.isEmpty()) {
      return "";
    }
    StringBuilder out = new StringBuilder(element("h3", "Runs that failed"));
    out.append("<dl class=\"glossary\">");
    failures.forEach(f -> out.append(element("dt", f.name())).append(element("dd", f.text())));
    return out.append("</dl>").toString();
  }

  private String details() {
    StringBuilder out = new StringBuilder();
    for (Named recipe : recipes) {
      out.append("<details>")
          .append(element("summary", recipe.name()))
          .append(element("pre", recipe.text()))
          .append("</details>\n");
    }
    return out.toString();
  }
}
