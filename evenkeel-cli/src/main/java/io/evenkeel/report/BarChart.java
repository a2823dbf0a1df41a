package io.evenkeel.report;

import static io.evenkeel.report.Markup.escape;
import static io.evenkeel.report.Markup.px;

import java.util.List;

/**
 * Horizontal bars from zero in named groups, as SVG.
 *
 * @param title what the chart shows, for people who hear it read
 * @param groups the bars
 * @param values what the axis has to show
 */
record BarChart(String title, List<Group> groups, Range values) {
  private static final double WIDTH = 400;
  private static final double ROW = 17;
  private static final double HEADING = 20;
  private static final double GAP = 8;
  private static final double LABELS = 124;
  private static final double NUMBERS = 50;
  private static final int LONGEST_LABEL = 17;

  /** Bars under a heading. */
  record Group(String name, List<Bar> bars) {}

  /**
   * A bar.
   *
   * @param label what it measures
   * @param style its CSS class
   * @param value its length; NaN where undefined
   * @param text its value as written
   * @param interval how uncertain the value is; may be empty
   */
  record Bar(String label, String style, double value, String text, Range interval) {}

  /** The range of all values, so that charts that are to be compared can share it. */
  static Range range(List<Group> groups) {
    Range range = Range.EMPTY.with(0);
    for (Group group : groups) {
      for (Bar bar : group.bars()) {
        range = range.with(bar.value()).with(bar.interval().low()).with(bar.interval().high());
      }
    }
    return range;
  }

  String svg() {
    boolean signed = values.low() < 0;
    Scale x = Scale.covering(values, LABELS + (signed ? NUMBERS : 0), WIDTH - NUMBERS);
    StringBuilder rows = new StringBuilder();
    double y = 0;
    for (Group group : groups) {
      text(rows, "group", 0, y + 13, group.name());
      y += HEADING;
      for (Bar bar : group.bars()) {
        bar(rows, bar, x, y);
        y += ROW;
      }
      y += GAP;
    }
    double height = Math.max(ROW, y - GAP + 2);
    return "<svg class=\"chart\" viewBox=\"0 0 %s %s\" role=\"img\"><title>%s</title>"
            .formatted(px(WIDTH), px(height), escape(title))
        + "<path class=\"zero\" d=\"M%s %sV%s\"/>"
            .formatted(px(x.pixel(0)), px(HEADING), px(height))
        + rows
        + "</svg>";
  }

  private static void bar(StringBuilder out, Bar bar, Scale x, double y) {
    text(out, "label end", LABELS - 8, y + 12, bar.label());
    double zero = x.pixel(0);
    double end = Range.drawable(bar.value()) ? x.pixel(bar.value()) : zero;
    out.append(
        "<rect class=\"bar %s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>"
            .formatted(
                bar.style(),
                px(Math.min(zero, end)),
                px(y + 2),
                px(Math.max(1, Math.abs(end - zero))),
                px(ROW - 4)));
    boolean left = end < zero;
    Range whisker = whisker(out, bar.interval(), x, y);
    double beside = left ? Math.min(end, whisker.low()) - 5 : Math.max(end, whisker.high()) + 5;
    text(out, left ? "value end" : "value", beside, y + 12, bar.text());
  }

  /** Draws an interval over its bar; the pixels that it takes, which may be none. */
  private static Range whisker(StringBuilder out, Range interval, Scale x, double y) {
    if (interval.isEmpty()) {
      return Range.EMPTY;
    }
    Range pixels = new Range(x.pixel(interval.low()), x.pixel(interval.high()));
    double middle = y + ROW / 2;
    String end = "M%s " + px(middle - 3) + "v6";
    String path =
        "M%s %sH%s".formatted(px(pixels.low()), px(middle), px(pixels.high()))
            + end.formatted(px(pixels.low()))
            + end.formatted(px(pixels.high()));
    out.append("<path class=\"halo\" d=\"%s\"/>".formatted(path));
    out.append("<path class=\"whisker\" d=\"%s\"/>".formatted(path));
    return pixels;
  }

  private static void text(StringBuilder out, String style, double x, double y, String text) {
    int most = style.startsWith("group") ? 3 * LONGEST_LABEL : LONGEST_LABEL;
    boolean fits = text.codePointCount(0, text.length()) <= most;
    String shown = fits ? text : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    out.append(
        "<text class=\"%s\" x=\"%s\" y=\"%s\">%s</text>"
            .formatted(style, px(x), px(y), escape(shown)));
  }
}
