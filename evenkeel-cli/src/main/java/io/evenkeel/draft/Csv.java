package io.evenkeel.draft;

/** Cells of CSV (RFC 4180). */
final class Csv {
  private Csv() {}

  static String cell(String text) {
    return text.matches("[^\",\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
