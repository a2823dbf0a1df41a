package io.evenkeel.report;

import static io.evenkeel.report.Markup.escape;
import static io.evenkeel.report.Markup.opacity;
import static io.evenkeel.report.Markup.px;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Utilization of each modality given each other, as a matrix of colours, as SVG: the deeper, the
 * farther from 0; one colour for what helps, another for what misleads.
 *
 * @param title what the chart shows, for people who hear it read
 * @param modalities rows and columns, in model order
 * @param finding what diagnosis.json has of the probe
 */
record PairMatrix(String title, List<String> modalities, JsonNode finding) {
  private static final double WIDTH = 400;
  private static final double ROW = 34;
  private static final double LEFT = 92;
  private static final double TOP = 36;
  private static final double FULLEST = 0.6;
  private static final double CHARACTER = 6.2;

  private double cell() {
    return (WIDTH - LEFT) / (modalities.size() + 1);
  }

  String svg() {
    StringBuilder out = new StringBuilder();
    out.append(
        "<svg class=\"chart\" viewBox=\"0 0 %s %s\" role=\"img\"><title>%s</title>"
            .formatted(px(WIDTH), px(TOP + ROW * modalities.size() + 2), escape(title)));
    text(out, "tick end", LEFT - 8, TOP - 8, LEFT - 8, "given");
    text(out, "tick mid", LEFT + (WIDTH - LEFT) / 2, 12, WIDTH - LEFT, "u of");
    for (int i = 0; i < modalities.size(); i++) {
      String given = modalities.get(i);
      text(out, "label end", LEFT - 8, TOP + ROW * (i + 0.5) + 4, LEFT - 8, given);
      text(out, "label mid", LEFT + cell() * (i + 0.5), TOP - 8, cell(), given);
      for (int j = 0; j < modalities.size(); j++) {
        String from = modalities.get(j);
        if (i != j) {
          cell(out, i, j, given, from, finding.path("cur").path(given).path(from));
        }
      }
      cell(out, i, modalities.size(), given, "all others", finding.path("all").path(given));
    }
    double last = LEFT + cell() * modalities.size();
    text(out, "label mid", last + cell() / 2, TOP - 8, cell(), "all others");
    return out.append("</svg>").toString();
  }

  private void cell(
      StringBuilder out, int row, int column, String given, String from, JsonNode rate) {
    double u = RunRecord.number(rate);
    double x = LEFT + cell() * column;
    double y = TOP + ROW * row;
    String value = Markup.signed(u);
    out.append("<g><title>")
        .append(escape("u(" + from + " | " + given + "): " + value))
        .append("</title>");
    String box =
        "x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\""
            .formatted(px(x + 1), px(y + 1), px(cell() - 2), px(ROW - 2));
    if (Range.drawable(u)) {
      out.append(
          "<rect class=\"cell %s\" %s fill-opacity=\"%s\"/>"
              .formatted(
                  u < 0 ? "wrong" : "right", box, opacity(FULLEST * Math.min(1, Math.abs(u)))));
    } else {
      out.append("<rect class=\"gone\" %s/>".formatted(box));
    }
    text(out, "mid", x + cell() / 2, y + ROW / 2 + 4, cell(), value);
    out.append("</g>");
  }

  private static void text(
      StringBuilder out, String style, double x, double y, double room, String text) {
    int most = Math.max(2, (int) (room / CHARACTER));
    String shown = text.length() <= most ? text : text.substring(0, most - 1) + "…";
    out.append(
        "<text class=\"%s\" x=\"%s\" y=\"%s\">%s</text>"
            .formatted(style, px(x), px(y), escape(shown)));
  }
}
