package io.evenkeel.report;

import static io.evenkeel.report.Markup.escape;
import static io.evenkeel.report.Markup.px;

import java.util.List;
import java.util.Locale;

/**
 * A confusion matrix as SVG: a row for each true class, a column for each predicted one; the larger
 * the share of its row, the deeper a cell.
 *
 * @param title what the chart shows, for people who hear it read
 * @param classNames what people call the classes, in the order of rows and columns
 * @param counts how many samples each cell has
 */
record ConfusionChart(String title, List<String> classNames, int[][] counts) {
  private static final double WIDTH = 400;

  /** Room for the name of an axis and its gap. */
  private static final double AXIS = 26;

  private static final double CHARACTER = 6;
  private static final int LONGEST_NAME = 16;

  /** Names up to this stand upright above their columns. */
  private static final int UPRIGHT = 3;

  /** More classes than this have no room for numbers. */
  private static final int MOST_NUMBERS = 12;

  /** From this share on, a number in the page's ink is hard to read where the page is dark. */
  private static final double MIDDLE = 0.4;

  /** From this share on, it is so everywhere. */
  private static final double DEEP = 0.75;

  private int longestName() {
    int longest = classNames.stream().mapToInt(String::length).max().orElse(0);
    return Math.min(LONGEST_NAME, longest);
  }

  private double margin() {
    return AXIS + CHARACTER * Math.max(UPRIGHT, longestName());
  }

  private double cell() {
    return (WIDTH - margin()) / counts.length;
  }

  String svg() {
    StringBuilder out = new StringBuilder();
    double margin = margin();
    double height = margin + cell() * counts.length;
    out.append(
        "<svg class=\"chart confusion\" viewBox=\"0 0 %s %s\" role=\"img\"><title>%s</title>"
            .formatted(px(WIDTH), px(height), escape(title)));
    text(out, "label mid", margin + (WIDTH - margin) / 2, 12, "predicted class");
    out.append(
        "<text class=\"label mid\" transform=\"translate(12 %s) rotate(-90)\">true class</text>"
            .formatted(px(margin + (height - margin) / 2)));
    for (int c = 0; c < counts.length; c++) {
      if (c % every() == 0) {
        double middle = margin + (c + 0.5) * cell();
        columnName(out, c, middle);
        text(out, "tick end", margin - 8, middle + 4, name(c));
      }
      row(out, c);
    }
    out.append(
        "<rect class=\"frame\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>"
            .formatted(px(margin), px(margin), px(WIDTH - margin), px(height - margin)));
    return out.append("</svg>").toString();
  }

  private String name(int label) {
    String name = label < classNames.size() ? classNames.get(label) : Integer.toString(label);
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
  }

  private void columnName(StringBuilder out, int label, double middle) {
    double y = margin() - 8;
    if (longestName() <= UPRIGHT) {
      text(out, "tick mid", middle, y, name(label));
    } else {
      out.append(
          "<text class=\"tick\" transform=\"translate(%s %s) rotate(-90)\">%s</text>"
              .formatted(px(middle + 4), px(y), escape(name(label))));
    }
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
    double x = margin() + predicted * cell();
    double y = margin() + label * cell();
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
