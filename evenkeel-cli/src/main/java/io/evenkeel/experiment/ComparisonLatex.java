package io.evenkeel.experiment;

import io.evenkeel.report.Grid;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A comparison as LaTeX tables in the manner of booktabs. */
record ComparisonLatex(Comparison comparison) {
  private static final Map<Integer, String> COMMANDS =
      Map.ofEntries(
          Map.entry((int) '\\', "\\textbackslash{}"),
          Map.entry((int) '&', "\\&"),
          Map.entry((int) '%', "\\%"),
          Map.entry((int) '$', "\\$"),
          Map.entry((int) '#', "\\#"),
          Map.entry((int) '_', "\\_"),
          Map.entry((int) '{', "\\{"),
          Map.entry((int) '}', "\\}"),
          Map.entry((int) '~', "\\textasciitilde{}"),
          Map.entry((int) '^', "\\textasciicircum{}"),
          Map.entry((int) '<', "$<$"),
          Map.entry((int) '>', "$>$"),
          Map.entry((int) '|', "$|$"),
          Map.entry((int) '±', "$\\pm$"),
          Map.entry((int) '−', "$-$"),
          Map.entry((int) '–', "--"),
          Map.entry((int) 'ρ', "$\\rho$"));

  String text() {
    String notes =
        new ComparisonNotes(comparison)
            .all().stream().map(note -> "% " + note + "\n").collect(Collectors.joining());
    return "% \\usepackage{booktabs}\n"
        + notes
        + new ComparisonGrids(comparison)
            .all().stream().map(ComparisonLatex::table).collect(Collectors.joining("\n"));
  }

  private static String table(Grid grid) {
    return """
        \\begin{table}
        \\centering
        \\caption{%s}
        \\begin{tabular}{l%s}
        \\toprule
        %s\\midrule
        %s\\bottomrule
        \\end{tabular}
        \\end{table}
        """
        .formatted(
            escaped(grid.caption()),
            "r".repeat(grid.header().size() - 1),
            line(grid.header()),
            grid.rows().stream().map(ComparisonLatex::line).collect(Collectors.joining()));
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(ComparisonLatex::escaped)
        .collect(Collectors.joining(" & ", "", " \\\\\n"));
  }

  static String escaped(String text) {
    return text.codePoints()
        .mapToObj(c -> COMMANDS.getOrDefault(c, Character.toString(c)))
        .collect(Collectors.joining());
  }
}
