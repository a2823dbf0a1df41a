package io.evenkeel.report;

import static io.evenkeel.report.Markup.element;
import static io.evenkeel.report.Markup.escape;

import java.util.List;

/**
 * A table of numbers whose first column names the rows; it scrolls in its own box. What follows a
 * line break in a cell is a note, and smaller.
 *
 * @param caption what it shows
 * @param corner what the rows are
 * @param columns the columns after the first, in groups
 * @param rows a name and as many cells as there are columns
 */
record Table(String caption, String corner, List<Columns> columns, List<List<String>> rows) {

  /** A table whose rows are runs. */
  Table(String caption, List<Columns> columns, List<List<String>> rows) {
    this(caption, "Run", columns, rows);
  }

  /** A table of single columns. */
  static Table of(Grid grid) {
    List<String> names = grid.header().subList(1, grid.header().size());
    return new Table(
        grid.caption(),
        grid.header().get(0),
        names.stream().map(Columns::single).toList(),
        grid.rows());
  }

  /** Columns under a common heading; one without a common heading stands alone. */
  record Columns(String heading, List<String> names) {
    static Columns single(String name) {
      return new Columns("", List.of(name));
    }
  }

  String html() {
    StringBuilder out = new StringBuilder();
    out.append(
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"%s\"><table>"
            .formatted(escape(caption)));
    out.append("<caption>" + element("span", caption) + "</caption>")
        .append("<thead>")
        .append(head())
        .append("</thead>");
    out.append("<tbody>");
    for (List<String> row : rows) {
      out.append("<tr><th scope=\"row\">").append(escape(row.get(0))).append("</th>");
      row.stream().skip(1).forEach(cell -> out.append(cell(cell)));
      out.append("</tr>");
    }
    return out.append("</tbody></table></div>\n").toString();
  }

  private static String cell(String text) {
    int note = text.indexOf('\n');
    return note < 0
        ? element("td", text)
        : "<td>"
            + escape(text.substring(0, note))
            + element("small", text.substring(note + 1))
            + "</td>";
  }

  private String head() {
    boolean grouped = columns.stream().anyMatch(c -> !c.heading().isEmpty());
    StringBuilder top = new StringBuilder();
    StringBuilder below = new StringBuilder();
    String tall = grouped ? " rowspan=\"2\"" : "";
    top.append("<tr><th scope=\"col\"%s>%s</th>".formatted(tall, escape(corner)));
    for (Columns group : columns) {
      if (group.heading().isEmpty()) {
        group
            .names()
            .forEach(n -> top.append("<th scope=\"col\"%s>%s</th>".formatted(tall, escape(n))));
      } else {
        top.append(
            "<th scope=\"colgroup\" colspan=\"%d\">%s</th>"
                .formatted(group.names().size(), escape(group.heading())));
        group.names().forEach(n -> below.append("<th scope=\"col\">" + escape(n) + "</th>"));
      }
    }
    top.append("</tr>");
    return grouped ? top + "<tr>" + below + "</tr>" : top.toString();
  }
}
