package io.evenkeel.report;

import static io.evenkeel.report.Markup.element;
import static io.evenkeel.report.Markup.escape;

import io.evenkeel.files.WholeFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A page of sections that a command has put together.
 *
 * @param brand what kind of page it is
 * @param headline its answer in one line
 * @param lede what the headline stands on, in sentences
 * @param sections the rest
 * @param texts texts to unfold at the end, by name
 */
public record WrittenReport(
    String brand, String headline, List<String> lede, List<Section> sections, List<Named> texts) {

  /** A text with its name. */
  public record Named(String name, String text) {}

  /** Copies the lists. */
  public WrittenReport {
    lede = List.copyOf(lede);
    sections = List.copyOf(sections);
    texts = List.copyOf(texts);
  }

  /** Writes the page, whole or not at all. */
  public void write(Path htmlFile) {
    String body =
        "<header><p class=\"brand\">"
            + escape(brand)
            + "</p>"
            + element("h1", headline)
            + "<p class=\"lede\">"
            + escape(String.join(" ", lede))
            + "</p></header>\n<main>\n"
            + sections.stream().map(Section::html).collect(Collectors.joining())
            + "<section>"
            + texts.stream().map(WrittenReport::details).collect(Collectors.joining())
            + "</section>\n</main>\n";
    WholeFile.requireWritableParent(htmlFile);
    WholeFile.write(htmlFile, HtmlPage.of(headline, body));
  }

  private static String details(Named named) {
    return "<details>"
        + element("summary", named.name())
        + element("pre", named.text())
        + "</details>\n";
  }
}
