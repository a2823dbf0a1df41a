package io.evenkeel.report;

import static io.evenkeel.report.Markup.escape;
import static io.evenkeel.report.Markup.px;

import io.evenkeel.report.Figure.Panel;
import io.evenkeel.statistics.Interval;
import java.util.List;

/** Rows of values as dots, with their means and intervals, as SVG. */
record DotChart(Block.DotPanel panel) {
  private static final double WIDTH = 400;
  private static final double ROW = 44;
  private static final double HEADING = 17;
  private static final double LEFT = 10;
  private static final double AXIS = 22;

  static String figure(Block.Dots dots) {
    List<Panel> panels =
        dots.panels().stream()
            .map(panel -> new Panel(panel.heading(), "", new DotChart(panel).svg()))
            .toList();
    return new Figure("", List.of(), panels, dots.caption()).html();
  }

  String svg() {
    Range range = Range.EMPTY;
    for (Block.DotRow row : panel.rows()) {
      for (double value : row.values()) {
        range = range.with(value);
      }
      if (row.estimate().interval().isPresent()) {
        Interval interval = row.estimate().interval().get();
        range = range.with(interval.low()).with(interval.high());
      }
    }
    Scale x = Scale.covering(range, LEFT + 8, WIDTH - 24);
    double bottom = ROW * panel.rows().size();
    StringBuilder out = new StringBuilder();
    out.append(
        "<svg class=\"chart\" viewBox=\"0 0 %s %s\" role=\"img\"><title>%s</title>"
            .formatted(px(WIDTH), px(bottom + AXIS), escape(panel.heading())));
    for (double tick : x.ticks()) {
      out.append("<path class=\"grid\" d=\"M%s 0V%s\"/>".formatted(px(x.pixel(tick)), px(bottom)));
      out.append(
          "<text class=\"tick mid\" x=\"%s\" y=\"%s\">%s</text>"
              .formatted(px(x.pixel(tick)), px(bottom + 15), escape(panel.written().apply(tick))));
    }
    for (int i = 0; i < panel.rows().size(); i++) {
      row(out, panel.rows().get(i), i, x);
    }
    return out.append("</svg>").toString();
  }

  private void row(StringBuilder out, Block.DotRow row, int index, Scale x) {
    double top = index * ROW;
    double middle = top + HEADING + (ROW - HEADING) / 2;
    String style = "m" + index % Marker.values().length;
    double mean = row.estimate().mean();
    String written =
        panel.written().apply(mean)
            + row.estimate()
                .interval()
                .map(interval -> " ± " + panel.written().apply(interval.halfWidth()))
                .orElse("");
    out.append(
        "<text class=\"group halo\" x=\"0\" y=\"%s\">%s</text>"
            .formatted(px(top + 13), escape(row.name() + "  " + written)));
    row.estimate()
        .interval()
        .ifPresent(
            interval ->
                out.append(
                    "<path class=\"interval %s\" d=\"M%s %sH%s\"/>"
                        .formatted(
                            style,
                            px(x.pixel(interval.low())),
                            px(middle),
                            px(x.pixel(interval.high())))));
    for (double value : row.values()) {
      out.append(
          "<circle class=\"seed %s\" r=\"3.4\" cx=\"%s\" cy=\"%s\"><title>%s</title></circle>"
              .formatted(
                  style, px(x.pixel(value)), px(middle), escape(panel.written().apply(value))));
    }
    out.append(
        "<path class=\"mean %s\" d=\"M%s %sV%s\"/>"
            .formatted(style, px(x.pixel(mean)), px(middle - 8), px(middle + 8)));
  }
}
