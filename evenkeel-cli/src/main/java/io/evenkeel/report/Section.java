package io.evenkeel.report;

import static io.evenkeel.report.Markup.element;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A section of a page about many runs, which stands before what every page has.
 *
 * @param heading what it is about
 * @param blocks its content, in order
 */
public record Section(String heading, List<Block> blocks) {

  /** Copies the list. */
  public Section {
    blocks = List.copyOf(blocks);
  }

  String html() {
    return "<section>"
        + element("h2", heading)
        + blocks.stream().map(Section::html).collect(Collectors.joining())
        + "</section>\n";
  }

  private static String html(Block block) {
    if (block instanceof Block.Prose prose) {
      return element("p", prose.text());
    }
    if (block instanceof Block.Numbers numbers) {
      return Table.of(numbers.grid()).html();
    }
    if (block instanceof Block.Dots dots) {
      return DotChart.figure(dots);
    }
    return ScatterChart.figure((Block.Scatter) block);
  }
}
