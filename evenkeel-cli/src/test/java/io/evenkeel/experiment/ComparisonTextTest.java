package io.evenkeel.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ComparisonTextTest {
  private static final Comparison PAIR = Comparison.of(SummarizedCells.pair());

  private static List<String> cells(String line) {
    return Arrays.asList(line.split(",", -1));
  }

  @Test
  void theCsvHasARowForEachMetricOfEachRecipe() {
    List<String> lines = new ComparisonText(PAIR).csv().lines().toList();

    assertThat(lines).hasSize(1 + 2 * PAIR.metrics().size());
    assertThat(lines.get(0))
        .isEqualTo(
            "recipe,metric,n,mean,low,high,difference,difference_low,difference_high,p_t,p_sign_flip");
    assertThat(lines).allSatisfy(line -> assertThat(cells(line)).hasSize(11));
    assertThat(cells(lines.get(1)).subList(0, 3)).containsExactly("vanilla", "test.accuracy", "3");
    assertThat(cells(lines.get(1)).subList(6, 11)).containsOnly("");
    List<String> guided = cells(lines.get(1 + PAIR.metrics().size()));
    assertThat(Double.parseDouble(guided.get(6))).isCloseTo(0.4 / 3, within(1e-12));
    assertThat(guided.get(10)).isEqualTo("0.25");
  }

  @Test
  void theJsonHasTheSameNumbersAndEachValueBySeed() {
    ObjectNode json = new ComparisonText(PAIR).json();
    List<String> lines = new ComparisonText(PAIR).csv().lines().toList();
    List<String> header = cells(lines.get(0));

    assertThat(json.path("rows")).hasSize(lines.size() - 1);
    for (int i = 1; i < lines.size(); i++) {
      JsonNode row = json.path("rows").path(i - 1);
      for (int c = 0; c < header.size(); c++) {
        JsonNode value = row.path(header.get(c));
        assertThat(value.isNull() ? "" : value.asText()).isEqualTo(cells(lines.get(i)).get(c));
      }
    }
    assertThat(json.at("/rows/0/values/2").asDouble()).isEqualTo(0.6);
    assertThat(json.path("finished").asInt()).isEqualTo(6);
    assertThat(json.at("/d_speed_against_d_util/spearman_rho").asDouble())
        .isCloseTo(1 - 12.0 / 210, within(1e-12));
    assertThat(StreamSupport.stream(json.path("notes").spliterator(), false))
        .anyMatch(note -> note.asText().contains("too few seeds"));
  }

  @Test
  void everyMarkdownRowHasAsManyCellsAsItsHeader() {
    String markdown = new ComparisonText(PAIR).markdown();

    assertThat(markdown).contains("| test accuracy % | 60.00 ± 24.84 | 73.33 ± 37.95 |");
    assertThat(markdown).contains("\\|d\\_util\\|").contains("- With 3 pairs");
    for (String line : markdown.lines().filter(l -> l.startsWith("|")).toList()) {
      assertThat(line.replace("\\|", "").chars().filter(c -> c == '|').count()).isIn(4L, 7L);
    }
  }

  @Test
  void latexIsEscapedAndItsTablesAreClosed() {
    String latex = new ComparisonLatex(PAIR).text();

    assertThat(latex).contains("test accuracy \\% & 60.00 $\\pm$ 24.84 & 73.33 $\\pm$ 37.95 \\\\");
    assertThat(latex).contains("$|$d\\_util$|$").contains("% With 3 pairs");
    for (var command :
        Map.of("begin{table}", 2, "end{table}", 2, "toprule", 2, "bottomrule", 2).entrySet()) {
      assertThat(latex.split(java.util.regex.Pattern.quote("\\" + command.getKey()), -1))
          .hasSize(1 + command.getValue());
    }
    assertThat(latex.lines().filter(l -> !l.startsWith("%")).toList())
        .allMatch(line -> line.chars().allMatch(c -> c < 128));
    assertThat(ComparisonLatex.escaped("a_b{c}\\&#$~^<"))
        .isEqualTo(
            "a\\_b\\{c\\}\\textbackslash{}\\&\\#\\$\\textasciitilde{}\\textasciicircum{}$<$");
  }
}
