package io.evenkeel.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.report.LineChart.Axes;
import io.evenkeel.report.LineChart.Unit;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Values beside the lines of a chart. */
class LineChartTest {
  private static final Pattern VALUE =
      Pattern.compile("<text class=\"tick end\" x=\"([\\d.]+)\" y=\"[\\d.]+\">([^<]* %)</text>");

  private static String of(double low) {
    double[] x = {0, 1};
    double[] y = {low, 0.3};
    Range values = Range.of(List.of(y)).with(1);
    return new LineChart(
            "R²",
            new Axes("deviations", new Range(0, 1), values, Unit.PERCENT),
            List.of(new Series("a", "all", x, y)),
            (across, up) -> "")
        .svg();
  }

  private static List<String> values(String svg) {
    return VALUE.matcher(svg).results().map(found -> found.group(2)).toList();
  }

  @Test
  void valuesFarBelowZeroStandBesideTheLinesInFull() {
    for (double low : new double[] {0, -1.4, -63, -4e6, -9e99}) {
      String svg = of(low);

      assertThat(values(svg)).isNotEmpty();
      // A digit is 7 pixels wide.
      assertThat(VALUE.matcher(svg).results())
          .allSatisfy(
              found ->
                  assertThat(Double.parseDouble(found.group(1)))
                      .isGreaterThanOrEqualTo(7 * found.group(2).length()));
    }
  }

  @Test
  void valuesArePercentWhateverTheirSize() {
    assertThat(values(of(0))).containsExactly("0 %", "20 %", "40 %", "60 %", "80 %", "100 %");
    assertThat(values(of(-1.4)))
        .containsExactly("−150 %", "−100 %", "−50 %", "0 %", "50 %", "100 %");
    assertThat(values(of(-9e99))).startsWith("−1.00e+102 %").doesNotHaveDuplicates();
  }
}
