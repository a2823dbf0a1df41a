package io.evenkeel.report;

import java.util.Locale;

/** Text for HTML and SVG. */
final class Markup {
  private Markup() {}

  /** Text with every character that markup gives a meaning replaced. */
  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> {
                  // Control characters have no place in XML.
                  if (c >= 32 || c == '\n' || c == '\t') {
                    out.appendCodePoint(c);
                  }
                }
              }
            });
    return out.toString();
  }

  /** A pixel position with one decimal. */
  static String px(double pixel) {
    return String.format(Locale.ROOT, "%.1f", pixel);
  }

  /** An accuracy in percent with one decimal, or a dash. */
  static String percent(double share) {
    return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f", 100 * share) : "–";
  }

  /** A rate with sign and two decimals, or a dash. */
  static String signed(double value) {
    return Double.isFinite(value)
        ? String.format(Locale.ROOT, "%+.2f", value).replace('-', '−')
        : "–";
  }
}
