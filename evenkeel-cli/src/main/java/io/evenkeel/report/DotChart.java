package io.evenkeel.report;

import static io.evenkeel.report.Markup.escape;
import static io.evenkeel.report.Markup.px;

import io.evenkeel.report.Figure.Panel;
import io.evenkeel.statistics.Estimate;
import io.evenkeel.statistics.Interval;
import java.util.List;
import java.util.Locale;

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
      out.append(
          "<path class=\"%s\" d=\"M%s 0V%s\"/>"
              .formatted(tick == 0 ? "zero" : "grid", px(x.pixel(tick)), px(bottom)));
      out.append(
          "<text class=\"tick mid\" x=\"%s\" y=\"%s\">%s</text>"
              .formatted(px(x.pixel(tick)), px(bottom + 15), x.label(tick)));
    }
    for (int i = 0; i < panel.rows().size(); i++) {
      row(out, panel.rows().get(i), i, x);
    }
    return out.append("</svg>").toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }

  private static void row(StringBuilder out, Block.DotRow row, int index, Scale x) {
    double top = index * ROW;
    double middle = top + HEADING + (ROW - HEADING) / 2;
    String style = "m" + index % Marker.values().length;
    Estimate estimate = row.estimate();
    out.append(
        "<text class=\"group clear\" x=\"0\" y=\"%s\">%s</text>"
            .formatted(px(top + 13), escape(row.name())));
    estimate
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
              .formatted(style, px(x.pixel(value)), px(middle), number(value)));
    }
    out.append(
        "<path class=\"mean %s\" d=\"M%s %sV%s\"/>"
            .formatted(style, px(x.pixel(estimate.mean())), px(middle - 8), px(middle + 8)));
  }
}
