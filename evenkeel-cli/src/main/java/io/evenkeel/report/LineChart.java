package io.evenkeel.report;

import static io.evenkeel.report.Markup.escape;
import static io.evenkeel.report.Markup.px;

import java.util.List;
import java.util.Locale;

/**
 * Lines over a common axis, as SVG.
 *
 * @param title what the chart shows, for people who hear it read
 * @param xLabel what the horizontal axis counts
 * @param series the lines
 * @param background markup that is drawn under the lines, in the chart's pixels
 * @param percent whether values are shares, to be labelled in percent
 */
record LineChart(
    String title, String xLabel, List<Series> series, Background background, boolean percent) {
  static final double WIDTH = 640;
  static final double HEIGHT = 260;
  static final double LEFT = 46;
  static final double RIGHT = 14;
  static final double TOP = 10;
  static final double BOTTOM = 36;

  /** What is drawn under the lines. */
  @FunctionalInterface
  interface Background {
    String draw(Scale x, Scale y);
  }

  static LineChart of(String title, String xLabel, List<Series> series) {
    return new LineChart(title, xLabel, series, (x, y) -> "", false);
  }

  LineChart inPercent() {
    return new LineChart(title, xLabel, series, background, true);
  }

  LineChart over(Background drawn) {
    return new LineChart(title, xLabel, series, drawn, percent);
  }

  String figure(String caption) {
    return "<figure>" + legend() + svg() + "<figcaption>" + caption + "</figcaption></figure>\n";
  }

  private String legend() {
    StringBuilder out = new StringBuilder("<ul class=\"legend\">");
    for (Series s : series) {
      out.append("<li><svg class=\"key\" viewBox=\"0 0 24 8\" aria-hidden=\"true\">")
          .append("<line class=\"line ")
          .append(s.style())
          .append("\" x1=\"1\" x2=\"23\" y1=\"4\" y2=\"4\"/></svg>")
          .append(escape(s.name()))
          .append("</li>");
    }
    return out.append("</ul>").toString();
  }

  String svg() {
    Scale x = xScale();
    Scale y = yScale();
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "<svg class=\"chart\" viewBox=\"0 0 %.0f %.0f\" role=\"img\"><title>%s</title>",
            WIDTH,
            HEIGHT,
            escape(title)));
    grid(out, x, y);
    out.append(background.draw(x, y));
    for (Series s : series) {
      line(out, s, x, y);
    }
    return out.append("</svg>").toString();
  }

  private Scale xScale() {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Series s : series) {
      if (s.x().length > 0) {
        low = Math.min(low, s.x()[0]);
        high = Math.max(high, s.x()[s.x().length - 1]);
      }
    }
    boolean drawable = high > low;
    return new Scale(drawable ? low : 0, drawable ? high : 1, LEFT, WIDTH - RIGHT);
  }

  private Scale yScale() {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Series s : series) {
      for (double value : s.y()) {
        if (Double.isFinite(value)) {
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
    }
    return Scale.covering(Math.min(low, 0), Math.max(high, 0), HEIGHT - BOTTOM, TOP);
  }

  private void grid(StringBuilder out, Scale x, Scale y) {
    for (double tick : y.ticks()) {
      String at = px(y.pixel(tick));
      String style = Math.abs(tick) < 1e-12 ? "zero" : "grid";
      out.append("<line class=\"")
          .append(style)
          .append("\" x1=\"")
          .append(px(LEFT))
          .append("\" x2=\"")
          .append(px(WIDTH - RIGHT))
          .append("\" y1=\"")
          .append(at)
          .append("\" y2=\"")
          .append(at)
          .append("\"/>");
      String label = percent ? Math.round(100 * tick) + " %" : y.label(tick);
      out.append("<text class=\"tick\" text-anchor=\"end\" x=\"")
          .append(px(LEFT - 6))
          .append("\" y=\"")
          .append(px(y.pixel(tick) + 4))
          .append("\">")
          .append(label)
          .append("</text>");
    }
    for (double tick : x.ticks()) {
      if (tick == Math.rint(tick)) {
        out.append("<text class=\"tick\" text-anchor=\"middle\" x=\"")
            .append(px(x.pixel(tick)))
            .append("\" y=\"")
            .append(px(HEIGHT - BOTTOM + 16))
            .append("\">")
            .append(String.format(Locale.ROOT, "%.0f", tick))
            .append("</text>");
      }
    }
    out.append("<text class=\"axis\" text-anchor=\"end\" x=\"")
        .append(px(WIDTH - RIGHT))
        .append("\" y=\"")
        .append(px(HEIGHT - 4))
        .append("\">")
        .append(escape(xLabel))
        .append("</text>");
  }

  private static void line(StringBuilder out, Series s, Scale x, Scale y) {
    StringBuilder path = new StringBuilder();
    boolean pen = false;
    for (int i = 0; i < s.x().length; i++) {
      if (Double.isFinite(s.y()[i])) {
        path.append(pen ? "L" : "M")
            .append(px(x.pixel(s.x()[i])))
            .append(' ')
            .append(px(y.pixel(s.y()[i])));
        pen = true;
      } else {
        pen = false;
      }
    }
    out.append("<path class=\"line ")
        .append(s.style())
        .append("\" d=\"")
        .append(path)
        .append("\"><title>")
        .append(escape(s.name()))
        .append("</title></path>");
    if (s.x().length <= 60) {
      for (int i = 0; i < s.x().length; i++) {
        if (Double.isFinite(s.y()[i])) {
          out.append("<circle class=\"dot ")
              .append(s.style())
              .append("\" r=\"2.6\" cx=\"")
              .append(px(x.pixel(s.x()[i])))
              .append("\" cy=\"")
              .append(px(y.pixel(s.y()[i])))
              .append("\"><title>")
              .append(escape(s.name()))
              .append(": ")
              .append(String.format(Locale.ROOT, "%.4g", s.y()[i]))
              .append("</title></circle>");
        }
      }
    }
  }
}
