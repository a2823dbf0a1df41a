package io.evenkeel.report;

import static io.evenkeel.report.Markup.element;
import static io.evenkeel.report.Markup.escape;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Charts side by side under one legend and one caption.
 *
 * @param title what it shows; may be empty
 * @param legend what lines and bars stand for
 * @param panels the charts
 * @param caption what the figure means, in a sentence or two
 */
record Figure(String title, List<LegendEntry> legend, List<Panel> panels, String caption) {

  /** An entry of a legend: a name, and the SVG that shows it, 28 wide and 10 high. */
  record LegendEntry(String name, String key) {
    /** An entry for a line or an area of some CSS class. */
    LegendEntry(String name, String style, Mark mark) {
      this(name, mark.svg(style));
    }
  }

  /** How a legend shows a style. */
  enum Mark {
    LINE("<path class=\"line %s\" d=\"M1 5H27\"/>"),
    BLOCK("<rect class=\"bar %s\" x=\"8\" width=\"10\" height=\"10\"/>"),
    SHADE("<rect class=\"window %s\" x=\"8\" width=\"10\" height=\"10\"/>");

    private final String template;

    Mark(String template) {
      this.template = template;
    }

    private String svg(String style) {
      return template.formatted(style);
    }
  }

  /** A chart with a heading and a note under it; either may be empty. */
  record Panel(String heading, String note, String svg) {}

  String html() {
    StringBuilder out = new StringBuilder("<figure>");
    if (!title.isEmpty()) {
      out.append(element("h3", title));
    }
    out.append(list(legend));
    out.append("<div class=\"panels of%d\">".formatted(Math.min(3, panels.size())));
    for (Panel panel : panels) {
      out.append("<div class=\"panel\">");
      if (!panel.heading().isEmpty()) {
        out.append("<p class=\"name\">").append(escape(panel.heading())).append("</p>");
      }
      if (!panel.note().isEmpty()) {
        out.append("<p class=\"note\">").append(escape(panel.note())).append("</p>");
      }
      out.append(panel.svg()).append("</div>");
    }
    return out.append("</div>")
        .append(element("figcaption", caption))
        .append("</figure>\n")
        .toString();
  }

  /** A legend as a list; nothing where there are no entries. */
  static String list(List<LegendEntry> legend) {
    return legend.isEmpty()
        ? ""
        : legend.stream()
            .map(Figure::item)
            .collect(Collectors.joining("", "<ul class=\"legend\">", "</ul>"));
  }

  private static String item(LegendEntry entry) {
    return "<li><svg class=\"key\" viewBox=\"0 0 28 10\" aria-hidden=\"true\">"
        + entry.key()
        + "</svg>"
        + escape(entry.name())
        + "</li>";
  }
}
