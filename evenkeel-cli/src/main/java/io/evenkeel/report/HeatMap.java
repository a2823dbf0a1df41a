package io.evenkeel.report;

import static io.evenkeel.report.Markup.escape;
import static io.evenkeel.report.Markup.opacity;
import static io.evenkeel.report.Markup.px;

import io.evenkeel.report.SweepResults.Axis;
import io.evenkeel.report.SweepResults.Point;
import java.util.List;

/**
 * The means of points over two keys, as a field of colours, as SVG: the fuller the colour, the
 * better.
 *
 * @param title what the chart shows, for people who hear it read
 * @param results what the colours are relative to
 * @param rows the place of the key that goes downwards among the axes
 * @param columns the place of the key that goes to the right
 * @param points the points that are shown, no two with the same values of both keys
 */
record HeatMap(String title, SweepResults results, int rows, int columns, List<Point> points) {
  private static final double WIDTH = 400;
  private static final double ROW = 34;
  private static final double LEFT = 74;
  private static final double TOP = 20;
  private static final double BOTTOM = 34;
  private static final double FAINTEST = 0.05;
  private static final double FULLEST = 0.55;
  private static final int LONGEST_LABEL = 11;

  String svg() {
    Axis down = results.axes().get(rows);
    Axis right = results.axes().get(columns);
    double cell = (WIDTH - LEFT) / right.values().size();
    double bottom = TOP + ROW * down.values().size();
    StringBuilder out = new StringBuilder();
    out.append(
        "<svg class=\"chart\" viewBox=\"0 0 %s %s\" role=\"img\"><title>%s</title>"
            .formatted(px(WIDTH), px(bottom + BOTTOM), escape(title)));
    text(out, "tick end", LEFT - 8, TOP - 7, down.name());
    text(out, "tick end", WIDTH, bottom + 30, right.name());
    for (int r = 0; r < down.values().size(); r++) {
      text(out, "label end", LEFT - 8, TOP + ROW * (r + 0.5) + 4, down.values().get(r));
    }
    for (int c = 0; c < right.values().size(); c++) {
      text(out, "label mid", LEFT + cell * (c + 0.5), bottom + 15, right.values().get(c));
    }
    points.stream().filter(p -> !results.isChosen(p)).forEach(p -> cell(out, p, cell));
    // The frame of the chosen point lies over its neighbours.
    points.stream().filter(results::isChosen).forEach(p -> cell(out, p, cell));
    return out.append("</svg>").toString();
  }

  private void cell(StringBuilder out, Point point, double width) {
    double x = LEFT + width * at(columns, point);
    double y = TOP + ROW * at(rows, point);
    double mean = point.mean();
    boolean known = Range.drawable(mean);
    String box =
        "x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\""
            .formatted(px(x + 1), px(y + 1), px(width - 2), px(ROW - 2));
    String value = known ? results.metric().text(mean) : "failed";
    out.append("<g><title>").append(escape(point.name() + ": " + value)).append("</title>");
    if (known) {
      double share = FAINTEST + (FULLEST - FAINTEST) * results.goodness(mean);
      out.append("<rect class=\"heat\" %s fill-opacity=\"%s\"/>".formatted(box, opacity(share)));
    } else {
      out.append("<rect class=\"gone\" %s/>".formatted(box));
    }
    if (results.isChosen(point)) {
      out.append("<rect class=\"chosen\" %s/>".formatted(box));
    }
    // A number needs about six pixels a character.
    if (width >= 6 * value.length() + 4) {
      text(out, known ? "mid" : "tick mid", x + width / 2, y + ROW / 2 + 4, value);
    }
    out.append("</g>");
  }

  private int at(int axis, Point point) {
    return results.axes().get(axis).values().indexOf(point.values().get(axis));
  }

  private static void text(StringBuilder out, String style, double x, double y, String text) {
    String shown =
        text.length() <= LONGEST_LABEL + 2 ? text : text.substring(0, LONGEST_LABEL + 1) + "…";
    out.append(
        "<text class=\"%s\" x=\"%s\" y=\"%s\">%s</text>"
            .formatted(style, px(x), px(y), escape(shown)));
  }
}
