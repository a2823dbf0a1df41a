package io.evenkeel.report;

import static io.evenkeel.report.Markup.escape;
import static io.evenkeel.report.Markup.px;

import io.evenkeel.report.Figure.LegendEntry;
import io.evenkeel.report.Figure.Panel;
import java.util.ArrayList;
import java.util.List;

/** One quantity against another, as SVG; both axes begin at 0. */
record ScatterChart(Block.Scatter scatter) {
  private static final double WIDTH = 400;
  private static final double HEIGHT = 280;
  private static final double LEFT = 44;
  private static final double RIGHT = 14;
  private static final double TOP = 24;
  private static final double BOTTOM = 36;

  static String figure(Block.Scatter scatter) {
    List<LegendEntry> legend = new ArrayList<>();
    for (Block.ScatterGroup group : scatter.groups()) {
      int index = legend.size();
      String key = Marker.of(index).svg(style(index), 14, 5, group.name());
      legend.add(new LegendEntry(group.name(), key));
    }
    Panel panel = new Panel("", "", new ScatterChart(scatter).svg());
    return new Figure("", legend, List.of(panel), scatter.caption()).html();
  }

  private static String style(int group) {
    return "m" + group % Marker.values().length;
  }

  String svg() {
    Range horizontal = new Range(0, 0);
    Range vertical = new Range(0, 0);
    for (Block.ScatterGroup group : scatter.groups()) {
      for (Block.ScatterPoint point : group.points()) {
        horizontal = horizontal.with(point.x());
        vertical = vertical.with(point.y());
      }
    }
    Scale x = Scale.covering(horizontal, LEFT, WIDTH - RIGHT);
    Scale y = Scale.covering(vertical, HEIGHT - BOTTOM, TOP);
    StringBuilder out = new StringBuilder();
    out.append(
        "<svg class=\"chart\" viewBox=\"0 0 %s %s\" role=\"img\"><title>%s against %s</title>"
            .formatted(px(WIDTH), px(HEIGHT), escape(scatter.y()), escape(scatter.x())));
    axes(out, x, y);
    for (int i = 0; i < scatter.groups().size(); i++) {
      for (Block.ScatterPoint point : scatter.groups().get(i).points()) {
        String name =
            "%s: %s %s, %s %s"
                .formatted(
                    point.name(),
                    scatter.x(),
                    Markup.signed(point.x()).replace("+", ""),
                    scatter.y(),
                    Markup.signed(point.y()).replace("+", ""));
        out.append(Marker.of(i).svg(style(i), x.pixel(point.x()), y.pixel(point.y()), name));
      }
    }
    return out.append("</svg>").toString();
  }

  private void axes(StringBuilder out, Scale x, Scale y) {
    for (double tick : y.ticks()) {
      out.append(
          "<path class=\"%s\" d=\"M%s %sH%s\"/><text class=\"tick end\" x=\"%s\" y=\"%s\">%s</text>"
              .formatted(
                  tick == 0 ? "zero" : "grid",
                  px(LEFT),
                  px(y.pixel(tick)),
                  px(WIDTH - RIGHT),
                  px(LEFT - 6),
                  px(y.pixel(tick) + 4),
                  y.label(tick)));
    }
    for (double tick : x.ticks()) {
      out.append(
          "<path class=\"%s\" d=\"M%s %sV%s\"/><text class=\"tick mid\" x=\"%s\" y=\"%s\">%s</text>"
              .formatted(
                  tick == 0 ? "zero" : "grid",
                  px(x.pixel(tick)),
                  px(TOP),
                  px(HEIGHT - BOTTOM),
                  px(x.pixel(tick)),
                  px(HEIGHT - BOTTOM + 15),
                  x.label(tick)));
    }
    out.append(
        "<text class=\"tick\" x=\"0\" y=\"12\">%s</text><text class=\"tick end\" x=\"%s\" y=\"%s\">%s</text>"
            .formatted(
                escape(scatter.y()), px(WIDTH - RIGHT), px(HEIGHT - 5), escape(scatter.x())));
  }
}
