package io.evenkeel.report;

import static io.evenkeel.report.Markup.escape;
import static io.evenkeel.report.Markup.px;

import io.evenkeel.report.SweepResults.Axis;
import io.evenkeel.report.SweepResults.Point;
import io.evenkeel.report.SweepResults.Unit;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The metric over the values of one key, as SVG: a dot for every run, a line for every series.
 *
 * @param title what the chart shows, for people who hear it read
 * @param results the points
 * @param axis the place of the key among the axes
 * @param lines the lines
 */
record KeyChart(String title, SweepResults results, int axis, List<Line> lines) {
  private static final double WIDTH = 400;
  private static final double HEIGHT = 220;
  private static final double LEFT = 50;
  private static final double RIGHT = 12;
  private static final double INSET = 16;
  private static final double TOP = 10;
  private static final double BOTTOM = 34;
  private static final double PERCENT = 100;

  /** About as wide as the letters of a tick are, so that a long one stays inside. */
  private static final double HALF_A_LETTER = 3.4;

  /**
   * Points that belong together.
   *
   * @param name what the legend calls them
   * @param style their CSS class
   * @param points the points
   * @param joined whether the means of each value are joined by a line
   */
  record Line(String name, String style, List<Point> points, boolean joined) {}

  String svg() {
    Axis key = results.axes().get(axis);
    List<String> drawn =
        results.points().stream().map(p -> p.values().get(axis)).distinct().toList();
    KeyScale x = KeyScale.of(key, drawn);
    Scale y = Scale.covering(scores(), HEIGHT - BOTTOM, TOP);
    StringBuilder out = new StringBuilder();
    out.append(
        "<svg class=\"chart\" viewBox=\"0 0 %s %s\" role=\"img\"><title>%s</title>"
            .formatted(px(WIDTH), px(HEIGHT), escape(title)));
    values(out, y);
    for (KeyScale.Tick tick : x.ticks(key.spacing())) {
      double half = HALF_A_LETTER * tick.text().length();
      double middle = Math.min(Math.max(at(tick.share()), half), WIDTH - half);
      text(out, "tick mid", middle, HEIGHT - BOTTOM + 15, tick.text());
    }
    String spacing = x.kind() == KeyScale.Kind.LOGARITHMIC ? " (logarithmic)" : "";
    text(out, "tick end", WIDTH - RIGHT, HEIGHT - 4, key.name() + spacing);
    lines.forEach(line -> line(out, line, x, y));
    results.chosen().ifPresent(point -> ring(out, point, x, y));
    return out.append("</svg>").toString();
  }

  private double shown(double score) {
    return results.metric().unit() == Unit.PERCENT ? PERCENT * score : score;
  }

  private Range scores() {
    Range range = Range.EMPTY;
    for (Point point : results.points()) {
      for (OptionalDouble score : point.scores()) {
        range = range.with(shown(score.orElse(Double.NaN)));
      }
    }
    return range;
  }

  private static double at(double share) {
    return LEFT + INSET + share * (WIDTH - RIGHT - LEFT - 2 * INSET);
  }

  private void values(StringBuilder out, Scale y) {
    String unit = results.metric().unit() == Unit.PERCENT ? "\u00A0%" : "";
    for (double tick : y.ticks()) {
      out.append(
          "<path class=\"grid\" d=\"M%s %sH%s\"/>"
              .formatted(px(LEFT), px(y.pixel(tick)), px(WIDTH - RIGHT)));
      text(out, "tick end", LEFT - 6, y.pixel(tick) + 4, y.label(tick) + unit);
    }
  }

  private void line(StringBuilder out, Line line, KeyScale x, Scale y) {
    StringBuilder path = new StringBuilder();
    for (String value : line.joined() ? x.values() : List.<String>of()) {
      double mean =
          line.points().stream()
              .filter(point -> point.values().get(axis).equals(value))
              .mapToDouble(Point::mean)
              .filter(Range::drawable)
              .average()
              .orElse(Double.NaN);
      if (Range.drawable(mean)) {
        path.append(path.isEmpty() ? "M" : "L")
            .append(px(at(x.share(value))))
            .append(' ')
            .append(px(y.pixel(shown(mean))));
      }
    }
    if (!path.isEmpty()) {
      out.append("<path class=\"line %s\" d=\"%s\"/>".formatted(line.style(), path));
    }
    line.points().forEach(point -> dots(out, line, point, x, y));
  }

  private void dots(StringBuilder out, Line line, Point point, KeyScale x, Scale y) {
    for (OptionalDouble score : point.scores()) {
      if (score.isPresent() && Range.drawable(score.getAsDouble())) {
        out.append(
            "<circle class=\"dot run %s\" r=\"2.6\" cx=\"%s\" cy=\"%s\"><title>%s</title></circle>"
                .formatted(
                    line.style(),
                    px(at(x.share(point.values().get(axis)))),
                    px(y.pixel(shown(score.getAsDouble()))),
                    escape(point.name() + ": " + results.metric().text(score.getAsDouble()))));
      }
    }
  }

  private void ring(StringBuilder out, Point point, KeyScale x, Scale y) {
    out.append(
        "<circle class=\"chosen\" r=\"6\" cx=\"%s\" cy=\"%s\"/>"
            .formatted(
                px(at(x.share(point.values().get(axis)))), px(y.pixel(shown(point.mean())))));
  }

  private static void text(StringBuilder out, String style, double x, double y, String text) {
    out.append(
        "<text class=\"%s\" x=\"%s\" y=\"%s\">%s</text>"
            .formatted(style, px(x), px(y), escape(text)));
  }
}
