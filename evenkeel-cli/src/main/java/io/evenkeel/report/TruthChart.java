package io.evenkeel.report;

import static io.evenkeel.report.Markup.escape;
import static io.evenkeel.report.Markup.px;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Predicted values against true ones, as SVG; both axes have the same scale.
 *
 * @param title what the chart shows, for people who hear it read
 * @param points pairs of a true and a predicted value
 */
record TruthChart(String title, JsonNode points) {
  private static final double WIDTH = 400;
  private static final double HEIGHT = 300;
  private static final double LEFT = 56;
  private static final double RIGHT = 24;
  private static final double TOP = 24;
  private static final double BOTTOM = 36;
  private static final double RADIUS = 2.5;

  String svg() {
    Range range = Range.EMPTY;
    for (JsonNode point : points) {
      range = range.with(point.path(0).asDouble()).with(point.path(1).asDouble());
    }
    Scale x = Scale.covering(range, LEFT, WIDTH - RIGHT);
    Scale y = Scale.covering(range, HEIGHT - BOTTOM, TOP);
    StringBuilder out = new StringBuilder();
    out.append(
        "<svg class=\"chart\" viewBox=\"0 0 %s %s\" role=\"img\"><title>%s</title>"
            .formatted(px(WIDTH), px(HEIGHT), escape(title)));
    axes(out, x, y);
    out.append(
        "<path class=\"line train\" d=\"M%s %sL%s %s\"/>"
            .formatted(px(x.from()), px(y.from()), px(x.to()), px(y.to())));
    for (JsonNode point : points) {
      double across = point.path(0).asDouble();
      double upwards = point.path(1).asDouble();
      if (Range.drawable(across) && Range.drawable(upwards)) {
        out.append(
            "<circle class=\"bar m0\" fill-opacity=\"0.55\" cx=\"%s\" cy=\"%s\" r=\"%s\"/>"
                .formatted(px(x.pixel(across)), px(y.pixel(upwards)), px(RADIUS)));
      }
    }
    return out.append("</svg>").toString();
  }

  private static void axes(StringBuilder out, Scale x, Scale y) {
    for (double tick : y.ticks()) {
      out.append(
          "<path class=\"grid\" d=\"M%s %sH%s\"/><text class=\"tick end\" x=\"%s\" y=\"%s\">%s</text>"
              .formatted(
                  px(LEFT),
                  px(y.pixel(tick)),
                  px(WIDTH - RIGHT),
                  px(LEFT - 6),
                  px(y.pixel(tick) + 4),
                  y.label(tick)));
    }
    for (double tick : x.ticks()) {
      out.append(
          "<path class=\"grid\" d=\"M%s %sV%s\"/><text class=\"tick mid\" x=\"%s\" y=\"%s\">%s</text>"
              .formatted(
                  px(x.pixel(tick)),
                  px(TOP),
                  px(HEIGHT - BOTTOM),
                  px(x.pixel(tick)),
                  px(HEIGHT - BOTTOM + 15),
                  x.label(tick)));
    }
    out.append(
        "<text class=\"tick\" x=\"0\" y=\"12\">predicted</text><text class=\"tick end\" x=\"%s\" y=\"%s\">true</text>"
            .formatted(px(WIDTH - RIGHT), px(HEIGHT - 5)));
  }
}
