package io.evenkeel.report;

import static io.evenkeel.report.Markup.escape;
import static io.evenkeel.report.Markup.px;

import java.util.Locale;

/**
 * A confusion matrix as SVG: a row for each true class, a column for each predicted one; the larger
 * the share of its row, the deeper a cell.
 *
 * @param title what the chart shows, for people who hear it read
 * @param counts how many samples each cell has
 */
record ConfusionChart(String title, int[][] counts) {
  private static final double WIDTH = 400;
  private static final double MARGIN = 44;

  /** More classes than this have no room for numbers. */
  private static final int MOST_NUMBERS = 12;

  /** From this share on, a number in the page's ink is hard to read where the page is dark. */
  private static final double MIDDLE = 0.4;

  /** From this share on, it is so everywhere. */
  private static final double DEEP = 0.75;

  private double cell() {
    return (WIDTH - MARGIN) / counts.length;
  }

  String svg() {
    StringBuilder out = new StringBuilder();
    double height = MARGIN + cell() * counts.length;
    out.append(
        "<svg class=\"chart confusion\" viewBox=\"0 0 %s %s\" role=\"img\"><title>%s</title>"
            .formatted(px(WIDTH), px(height), escape(title)));
    text(out, "label mid", MARGIN + (WIDTH - MARGIN) / 2, 12, "predicted class");
    out.append(
        "<text class=\"label mid\" transform=\"translate(12 %s) rotate(-90)\">true class</text>"
            .formatted(px(MARGIN + (height - MARGIN) / 2)));
    for (int c = 0; c < counts.length; c++) {
      if (c % every() == 0) {
        double middle = MARGIN + (c + 0.5) * cell();
        text(out, "tick mid", middle, MARGIN - 8, Integer.toString(c));
        text(out, "tick end", MARGIN - 8, middle + 4, Integer.toString(c));
      }
      row(out, c);
    }
    out.append(
        "<rect class=\"frame\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>"
            .formatted(px(MARGIN), px(MARGIN), px(WIDTH - MARGIN), px(height - MARGIN)));
    return out.append("</svg>").toString();
  }

  private int every() {
    return (int) Math.ceil(counts.length / 20.0);
  }

  private void row(StringBuilder out, int label) {
    double samples = 0;
    for (int count : counts[label]) {
      samples += count;
    }
    for (int predicted = 0; predicted < counts.length; predicted++) {
      int count = counts[label][predicted];
      if (count > 0) {
        String style = label == predicted ? "right" : "wrong";
        cell(out, style, label, predicted, count / samples);
      }
    }
  }

  private void cell(StringBuilder out, String style, int label, int predicted, double share) {
    double x = MARGIN + predicted * cell();
    double y = MARGIN + label * cell();
    out.append(
        "<rect class=\"cell %s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill-opacity=\"%s\"/>"
            .formatted(
                style,
                px(x),
                px(y),
                px(cell()),
                px(cell()),
                String.format(Locale.ROOT, "%.2f", Math.sqrt(share))));
    if (counts.length <= MOST_NUMBERS) {
      String number = Integer.toString(counts[label][predicted]);
      String ink = share < MIDDLE ? "" : share < DEEP ? "middle " : "deep ";
      text(out, ink + style + "-number mid", x + cell() / 2, y + cell() / 2 + 4, number);
    }
  }

  private static void text(StringBuilder out, String style, double x, double y, String text) {
    out.append(
        "<text class=\"%s\" x=\"%s\" y=\"%s\">%s</text>"
            .formatted(style, px(x), px(y), escape(text)));
  }
}
