package io.evenkeel.report;

import static io.evenkeel.report.Markup.escape;
import static io.evenkeel.report.Markup.px;

import java.util.List;
import java.util.Locale;

/**
 * Lines over a common axis, as SVG. It is drawn narrow, so that its text can be read on a phone.
 *
 * @param title what the chart shows, for people who hear it read
 * @param axes what the axes show
 * @param series the lines
 * @param background what is drawn under the lines
 */
record LineChart(String title, Axes axes, List<Series> series, Background background) {
  private static final double WIDTH = 400;
  private static final double HEIGHT = 220;
  private static final double LEAST_LEFT = 44;
  private static final double GAP = 6;
  private static final double CHARACTER = 7.5;
  private static final double RIGHT = 12;
  private static final double TOP = 10;
  private static final double BOTTOM = 34;
  private static final int MOST_POINTS = 300;
  private static final int MOST_DOTS = 30;

  /** How the values of an axis are written. */
  enum Unit {
    NUMBER,
    PERCENT
  }

  /**
   * The axes, which charts to be compared share.
   *
   * @param xLabel what the horizontal axis counts
   * @param x the counts
   * @param y the values; zero is shown in any case
   * @param unit of the values
   */
  record Axes(String xLabel, Range x, Range y, Unit unit) {}

  /** Markup in the chart's pixels, under the lines. */
  @FunctionalInterface
  interface Background {
    String draw(Scale x, Scale y);
  }

  String svg() {
    Scale y = Scale.covering(axes.y().with(0), HEIGHT - BOTTOM, TOP);
    Scale x = Scale.exactly(axes.x(), left(y), WIDTH - RIGHT);
    StringBuilder out = new StringBuilder();
    out.append(
        "<svg class=\"chart\" viewBox=\"0 0 %s %s\" role=\"img\"><title>%s</title>"
            .formatted(px(WIDTH), px(HEIGHT), escape(title)));
    out.append(background.draw(x, y));
    values(out, x.from(), y);
    counts(out, x);
    for (Series s : series) {
      line(out, s.thinned(MOST_POINTS), x, y);
    }
    return out.append("</svg>").toString();
  }

  /** Where the lines begin, so that the longest value stands before them. */
  private double left(Scale y) {
    int longest = y.ticks().stream().mapToInt(tick -> value(tick, y).length()).max().orElse(0);
    return Math.max(LEAST_LEFT, GAP + CHARACTER * longest);
  }

  private String value(double tick, Scale y) {
    return axes.unit() == Unit.PERCENT ? y.times(100).label(100 * tick) + " %" : y.label(tick);
  }

  private void values(StringBuilder out, double left, Scale y) {
    for (double tick : y.ticks()) {
      boolean zero = Math.abs(tick) < 1e-9 * (y.high() - y.low());
      out.append(
          "<path class=\"%s\" d=\"M%s %sH%s\"/>"
              .formatted(zero ? "zero" : "grid", px(left), px(y.pixel(tick)), px(WIDTH - RIGHT)));
      out.append(
          "<text class=\"tick end\" x=\"%s\" y=\"%s\">%s</text>"
              .formatted(px(left - GAP), px(y.pixel(tick) + 4), value(tick, y)));
    }
  }

  private void counts(StringBuilder out, Scale x) {
    for (double tick : x.ticks()) {
      if (Math.abs(tick - Math.rint(tick)) < 1e-9) {
        out.append(
            "<text class=\"tick mid\" x=\"%s\" y=\"%s\">%s</text>"
                .formatted(
                    px(Math.min(x.pixel(tick), WIDTH - 14)),
                    px(HEIGHT - BOTTOM + 15),
                    Markup.count(tick)));
      }
    }
    out.append(
        "<text class=\"tick end\" x=\"%s\" y=\"%s\">%s</text>"
            .formatted(px(WIDTH - RIGHT), px(HEIGHT - 4), escape(axes.xLabel())));
  }

  private void line(StringBuilder out, Series s, Scale x, Scale y) {
    StringBuilder path = new StringBuilder();
    StringBuilder dots = new StringBuilder();
    boolean pen = false;
    for (int i = 0; i < s.x().length; i++) {
      boolean drawable = Range.drawable(s.y()[i]);
      if (drawable) {
        String at = px(x.pixel(s.x()[i])) + " " + px(y.pixel(s.y()[i]));
        path.append(pen ? "L" : "M").append(at);
        dots.append(dot(s, i, x, y));
      }
      pen = drawable;
    }
    if (!path.isEmpty()) {
      out.append("<path class=\"line %s\" d=\"%s\"/>".formatted(s.style(), path));
      if (s.x().length <= MOST_DOTS) {
        out.append(dots);
      }
    }
  }

  /** A point of a short line, which tells its value to a pointer that rests on it. */
  private String dot(Series s, int i, Scale x, Scale y) {
    String value =
        axes.unit() == Unit.PERCENT
            ? Markup.percent(s.y()[i])
            : String.format(Locale.ROOT, "%.4g", s.y()[i]);
    return "<circle class=\"dot %s\" r=\"2.4\" cx=\"%s\" cy=\"%s\"><title>%s</title></circle>"
        .formatted(
            s.style(),
            px(x.pixel(s.x()[i])),
            px(y.pixel(s.y()[i])),
            escape(s.name() + ", " + axes.xLabel() + " " + place(s.x()[i]) + ": " + value));
  }

  /** Counts are whole; levels need not be. */
  private static String place(double x) {
    return x == Math.rint(x) ? Markup.count(x) : String.format(Locale.ROOT, "%.4g", x);
  }
}
