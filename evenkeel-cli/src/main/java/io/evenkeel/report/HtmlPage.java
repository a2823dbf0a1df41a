package io.evenkeel.report;

import static io.evenkeel.report.Markup.escape;

/** The frame of every page: self-contained, well-formed XML, no script, nothing loaded. */
final class HtmlPage {
  private HtmlPage() {}

  /** A page with a title and the markup of its body. */
  static String of(String title, String body) {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"/>
        <link rel="icon" href="data:,"/>
        <title>"""
        + escape(title)
        + " – Evenkeel</title>\n<style>\n"
        + Report.style()
        + "</style>\n</head>\n<body>\n"
        + body
        + "</body>\n</html>\n";
  }
}
