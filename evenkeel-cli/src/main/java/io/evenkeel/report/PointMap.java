package io.evenkeel.report;

import static io.evenkeel.report.Markup.escape;
import static io.evenkeel.report.Markup.opacity;
import static io.evenkeel.report.Markup.px;

import io.evenkeel.report.SweepResults.Axis;
import io.evenkeel.report.SweepResults.Point;
import java.util.List;

/**
 * Points that fill no grid, where they stand over two keys, as SVG: the fuller the colour, the
 * better.
 *
 * @param title what the chart shows, for people who hear it read
 * @param results the points
 * @param rows the place of the key that goes upwards among the axes
 * @param columns the place of the key that goes to the right
 */
record PointMap(String title, SweepResults results, int rows, int columns) {
  private static final double WIDTH = 400;
  private static final double HEIGHT = 280;
  private static final double LEFT = 60;
  private static final double RIGHT = 12;
  private static final double TOP = 24;
  private static final double BOTTOM = 34;
  private static final double INSET = 14;
  private static final double FAINTEST = 0.08;

  String svg() {
    Axis up = results.axes().get(rows);
    Axis right = results.axes().get(columns);
    KeyScale x = KeyScale.of(right, drawn(columns));
    KeyScale y = KeyScale.of(up, drawn(rows));
    StringBuilder out = new StringBuilder();
    out.append(
        "<svg class=\"chart\" viewBox=\"0 0 %s %s\" role=\"img\"><title>%s</title>"
            .formatted(px(WIDTH), px(HEIGHT), escape(title)));
    for (KeyScale.Tick tick : y.ticks(up.spacing())) {
      out.append(
          "<path class=\"grid\" d=\"M%s %sH%s\"/>"
              .formatted(px(LEFT), px(vertical(tick.share())), px(WIDTH - RIGHT)));
      text(out, "tick end", LEFT - 6, vertical(tick.share()) + 4, tick.text());
    }
    for (KeyScale.Tick tick : x.ticks(right.spacing())) {
      text(out, "tick mid", horizontal(tick.share()), HEIGHT - BOTTOM + 15, tick.text());
    }
    text(out, "tick", 0, 11, name(up, y));
    text(out, "tick end", WIDTH - RIGHT, HEIGHT - 4, name(right, x));
    results.points().forEach(point -> dot(out, point, x, y));
    return out.append("</svg>").toString();
  }

  private List<String> drawn(int axis) {
    return results.points().stream().map(p -> p.values().get(axis)).distinct().toList();
  }

  private static String name(Axis axis, KeyScale scale) {
    return axis.name() + (scale.kind() == KeyScale.Kind.LOGARITHMIC ? " (logarithmic)" : "");
  }

  private static double horizontal(double share) {
    return LEFT + INSET + share * (WIDTH - RIGHT - LEFT - 2 * INSET);
  }

  private static double vertical(double share) {
    return HEIGHT - BOTTOM - INSET - share * (HEIGHT - BOTTOM - TOP - 2 * INSET);
  }

  private void dot(StringBuilder out, Point point, KeyScale x, KeyScale y) {
    double mean = point.mean();
    boolean known = Range.drawable(mean);
    String centre =
        "cx=\"%s\" cy=\"%s\""
            .formatted(
                px(horizontal(x.share(point.values().get(columns)))),
                px(vertical(y.share(point.values().get(rows)))));
    String value = known ? results.metric().text(mean) : "failed";
    out.append("<g><title>").append(escape(point.name() + ": " + value)).append("</title>");
    if (known) {
      double share = FAINTEST + (1 - FAINTEST) * results.goodness(mean);
      out.append(
          "<circle class=\"heat rim\" r=\"7\" %s fill-opacity=\"%s\"/>"
              .formatted(centre, opacity(share)));
    } else {
      out.append("<circle class=\"gone\" r=\"7\" %s/>".formatted(centre));
    }
    if (results.isChosen(point)) {
      out.append("<circle class=\"chosen\" r=\"11\" %s/>".formatted(centre));
    }
    out.append("</g>");
  }

  private static void text(StringBuilder out, String style, double x, double y, String text) {
    out.append(
        "<text class=\"%s\" x=\"%s\" y=\"%s\">%s</text>"
            .formatted(style, px(x), px(y), escape(text)));
  }
}
