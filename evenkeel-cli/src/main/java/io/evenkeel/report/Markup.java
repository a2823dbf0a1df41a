package io.evenkeel.report;

import java.util.Locale;

/** Text for HTML and SVG. */
final class Markup {
  private static final String UNDEFINED = "–";
  private static final String NO_BREAK = "\u00A0";

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
                default -> out.append(allowed(c) ? Character.toString(c) : "\uFFFD");
              }
            });
    return out.toString();
  }

  /** Whether XML 1.0 has a place for a character, written or not. */
  private static boolean allowed(int c) {
    boolean belowSurrogates = c >= 0x20 && c < 0xD800;
    boolean aboveSurrogates = c > 0xDFFF && (c & 0xFFFE) != 0xFFFE;
    return c == '\n' || c == '\t' || belowSurrogates || aboveSurrogates;
  }

  /** A pixel position with at most one decimal. */
  static String px(double pixel) {
    long tenths = Math.round(10 * pixel);
    return tenths % 10 == 0
        ? Long.toString(tenths / 10)
        : String.format(Locale.ROOT, "%.1f", tenths / 10.0);
  }

  /** An opacity, from 0 to 1, as SVG wants it in every locale. */
  static String opacity(double opacity) {
    return String.format(Locale.ROOT, "%.3f", opacity);
  }

  /** An accuracy with one decimal, or a dash: .3315 is "33.2". */
  static String share(double share) {
    return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f", 100 * share) : UNDEFINED;
  }

  /** An accuracy in percent with one decimal, or a dash: .3315 is "33.2 %". */
  static String percent(double share) {
    return Double.isFinite(share) ? share(share) + NO_BREAK + "%" : UNDEFINED;
  }

  /** A rate with sign and three decimals, or a dash. */
  static String signed(double value) {
    if (!Double.isFinite(value)) {
      return UNDEFINED;
    }
    String text = String.format(Locale.ROOT, "%+.3f", value).replace('-', '−');
    return text.endsWith("0.000") ? "0.000" : text;
  }

  /** A whole number with its thousands apart, or a dash. */
  static String count(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%,.0f", value) : UNDEFINED;
  }

  /** A paragraph, heading or cell whose content is text. */
  static String element(String tag, String text) {
    return "<" + tag + ">" + escape(text) + "</" + tag + ">";
  }
}
