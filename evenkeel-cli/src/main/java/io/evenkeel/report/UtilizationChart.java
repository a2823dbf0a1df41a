package io.evenkeel.report;

import static io.evenkeel.report.Markup.escape;
import static io.evenkeel.report.Markup.px;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** u of every modality as bars around zero, a group for each run, for one split. */
record UtilizationChart(List<RunRecord> runs, String split) {
  private static final double WIDTH = 640;
  private static final double ROW = 17;
  private static final double LABELS = 168;
  private static final double VALUES = 52;

  private record Bar(String run, String label, String style, double value) {}

  String svg() {
    List<Bar> bars = bars();
    double low = Math.min(0, bars.stream().mapToDouble(Bar::value).min().orElse(0));
    double high = Math.max(0, bars.stream().mapToDouble(Bar::value).max().orElse(1));
    Scale x = Scale.covering(low, high, LABELS + VALUES, WIDTH - VALUES);
    double height = bars.size() * ROW + runs.size() * 8 + 24;
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "<svg class=\"chart\" viewBox=\"0 0 %.0f %.0f\" role=\"img\"><title>%s</title>",
            WIDTH,
            height,
            "conditional utilization rates on " + escape(split)));
    for (double tick : x.ticks()) {
      String at = px(x.pixel(tick));
      out.append("<line class=\"")
          .append(Math.abs(tick) < 1e-12 ? "zero" : "grid")
          .append("\" x1=\"")
          .append(at)
          .append("\" x2=\"")
          .append(at)
          .append("\" y1=\"4\" y2=\"")
          .append(px(height - 20))
          .append("\"/><text class=\"tick\"")
          .append(" text-anchor=\"middle\" x=\"")
          .append(at)
          .append("\" y=\"")
          .append(px(height - 6))
          .append("\">")
          .append(x.label(tick))
          .append("</text>");
    }
    draw(out, bars, x);
    return out.append("</svg>").toString();
  }

  private static void draw(StringBuilder out, List<Bar> bars, Scale x) {
    double y = 6;
    String run = "";
    for (Bar bar : bars) {
      y += run.isEmpty() || run.equals(bar.run()) ? 0 : 8;
      if (!run.equals(bar.run())) {
        text(out, "row", "start", 0, y + 12, bar.run());
      }
      run = bar.run();
      text(out, "tick", "end", LABELS - 6, y + 12, bar.label());
      double zero = x.pixel(0);
      double end = x.pixel(bar.value());
      out.append("<rect class=\"bar ")
          .append(bar.style())
          .append("\" rx=\"1.5\" x=\"")
          .append(px(Math.min(zero, end)))
          .append("\" y=\"")
          .append(px(y + 2))
          .append("\" width=\"")
          .append(px(Math.max(1, Math.abs(end - zero))))
          .append("\" height=\"")
          .append(px(ROW - 4))
          .append("\"/>");
      boolean left = bar.value() < 0;
      text(
          out,
          "value",
          left ? "end" : "start",
          left ? end - 5 : end + 5,
          y + 12,
          Markup.signed(bar.value()));
      y += ROW;
    }
  }

  private static void text(
      StringBuilder out, String style, String anchor, double x, double y, String text) {
    out.append("<text class=\"")
        .append(style)
        .append("\" text-anchor=\"")
        .append(anchor)
        .append("\" x=\"")
        .append(px(x))
        .append("\" y=\"")
        .append(px(y))
        .append("\">")
        .append(escape(text))
        .append("</text>");
  }

  private List<Bar> bars() {
    List<Bar> bars = new ArrayList<>();
    for (RunRecord run : runs) {
      JsonNode u = run.split(split).path("cur");
      for (int m = 0; m < run.modalities().size(); m++) {
        String modality = run.modalities().get(m);
        if (u.path(modality).isNumber()) {
          String others = run.modalities().size() == 2 ? run.modalities().get(1 - m) : "others";
          bars.add(
              new Bar(
                  run.name(),
                  "u(" + others + " | " + modality + ")",
                  "m" + m % 6,
                  u.path(modality).asDouble()));
        }
      }
    }
    return bars;
  }
}
