package io.evenkeel.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.report.SweepReport.Named;
import io.evenkeel.report.SweepReport.Words;
import io.evenkeel.report.SweepResults.Axis;
import io.evenkeel.report.SweepResults.Better;
import io.evenkeel.report.SweepResults.Metric;
import io.evenkeel.report.SweepResults.Point;
import io.evenkeel.report.SweepResults.Spacing;
import io.evenkeel.report.SweepResults.Unit;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class SweepReportTest {
  private static final Metric ACCURACY =
      new Metric("validation.accuracy", Unit.PERCENT, Better.HIGHER);

  @TempDir Path folder;

  private static Axis axis(String name, String... values) {
    return new Axis(name, List.of(values), Spacing.OF_THE_VALUES);
  }

  private static Point point(List<String> values, double... scores) {
    List<OptionalDouble> all = new ArrayList<>();
    for (double score : scores) {
      all.add(Double.isNaN(score) ? OptionalDouble.empty() : OptionalDouble.of(score));
    }
    return new Point(String.join(", ", values), values, all);
  }

  /** Two alphas and three windows; the last run of the last point failed. */
  private static SweepResults grid(Metric metric) {
    List<Axis> axes = List.of(axis("alpha", "0.01", "0.1"), axis("window", "1", "5", "20"));
    List<Point> points =
        List.of(
            point(List.of("0.01", "1"), 0.30, 0.34),
            point(List.of("0.01", "5"), 0.40, 0.44),
            point(List.of("0.01", "20"), 0.50, 0.54),
            point(List.of("0.1", "1"), 0.60, 0.64),
            point(List.of("0.1", "5"), 0.70, 0.74),
            point(List.of("0.1", "20"), 0.80, Double.NaN));
    return new SweepResults(metric, axes, points, Optional.of(points.get(4)));
  }

  private String page(SweepResults results) throws IOException {
    Path file = folder.resolve("report.html");
    Words words =
        new Words(
            "alpha=0.1 is chosen",
            List.of("Six points.", "Two seeds."),
            List.of("These points gave the same runs: a; b."),
            "On the test split: 61.0 %.");
    new SweepReport(results, words, List.of(new Named("best.yaml", "alpha: 0.1\n")))
        .write(file, List.of(new Named("alpha=0.1,window=20, seed 2", "loss is <NaN>")));
    String page = Files.readString(file);
    requireWellFormed(page);
    return page;
  }

  private static void requireWellFormed(String page) {
    try {
      String xml = page.replaceFirst("<!DOCTYPE html>", "");
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8))));
    } catch (Exception e) {
      throw new AssertionError("the page is no XML", e);
    }
  }

  private static List<String> all(String page, String pattern) {
    return Pattern.compile(pattern).matcher(page).results().map(m -> m.group(1)).toList();
  }

  @Test
  void thePageSaysTheChoiceTheSameRunsTheTestAndWhatFailed() throws IOException {
    assertThat(page(grid(ACCURACY)))
        .contains("<h1>alpha=0.1 is chosen</h1>")
        .contains("Six points. Two seeds.")
        .contains("These points gave the same runs: a; b.")
        .contains("On the test split: 61.0 %.")
        .contains("<dt>alpha=0.1,window=20, seed 2</dt><dd>loss is &lt;NaN&gt;</dd>")
        .contains("<pre>alpha: 0.1\n</pre>");
  }

  @Test
  void thePageIsTheSameInEveryLocale() throws IOException {
    Point chosen = point(List.of("0.5", "3"), 0.7);
    SweepResults scattered =
        new SweepResults(
            ACCURACY,
            List.of(
                new Axis("alpha", List.of(), Spacing.LINEAR),
                new Axis("window", List.of(), Spacing.LINEAR)),
            List.of(point(List.of("0.1", "9"), 0.3), chosen),
            Optional.of(chosen));
    for (SweepResults results : List.of(grid(ACCURACY), scattered)) {
      String page = page(results);
      Locale before = Locale.getDefault();
      Locale.setDefault(Locale.GERMANY);
      try {
        assertThat(page(results)).isEqualTo(page);
      } finally {
        Locale.setDefault(before);
      }
    }
  }

  @Test
  void theHeatMapIsFullestWhereTheMeanIsBest() throws IOException {
    String page = page(grid(ACCURACY));

    // Means .32 to .72, faintest .05, fullest .55.
    assertThat(all(page, "class=\"heat\"[^>]*fill-opacity=\"([^\"]*)\""))
        .containsExactly("0.050", "0.175", "0.300", "0.425", "0.550");
    assertThat(all(page, "class=\"gone\"( )")).hasSize(1);
    assertThat(all(page, "<rect class=\"chosen\"( )")).hasSize(1);
    assertThat(page).contains("from 32.0\u00A0% to 72.0\u00A0%");
  }

  @Test
  void aLossIsFullestWhereItIsLowest() throws IOException {
    String page = page(grid(new Metric("validation.loss", Unit.NUMBER, Better.LOWER)));

    assertThat(all(page, "class=\"heat\"[^>]*fill-opacity=\"([^\"]*)\""))
        .containsExactly("0.550", "0.425", "0.300", "0.175", "0.050");
  }

  @Test
  void everyFinishedRunIsADotInThePlotOfEachKey() throws IOException {
    String page = page(grid(ACCURACY));

    assertThat(all(page, "class=\"dot run (m\\d)\"")).hasSize(2 * 11);
    assertThat(all(page, "<circle class=\"chosen\"( )")).hasSize(2);
    assertThat(all(page, "<path class=\"line m\\d\" d=\"([^\"]*)\"/><circle")).hasSize(5);
  }

  /** alpha: means .42 and .67 (the failed point is left out); window: .47, .57, .52. */
  @Test
  void theCaptionSaysHowFarEachKeyMovesTheMean() throws IOException {
    assertThat(page(grid(ACCURACY))).contains("alpha 25.0\u00A0points, window 10.0\u00A0points.");
  }

  @Test
  void moreKeysGiveAMapForEachValueOfTheOthers() throws IOException {
    List<Axis> axes =
        List.of(axis("alpha", "0", "1"), axis("name", "guided", "random"), axis("rate", "1", "10"));
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      List<String> values =
          List.of(i < 4 ? "0" : "1", i % 4 < 2 ? "guided" : "random", i % 2 == 0 ? "1" : "10");
      points.add(point(values, 0.1 * (i / 4) + 0.01 * (i / 2 % 2) + 0.2 * (i % 2)));
    }
    String page = page(new SweepResults(ACCURACY, axes, points, Optional.empty()));

    assertThat(page).contains("<h3>alpha and rate</h3>").contains("The two keys that move it most");
    assertThat(all(page, "<p class=\"name\">(name=\\w+)</p>"))
        .containsExactly("name=guided", "name=random");
  }

  @Test
  void pointsOfRangesAreShownWhereTheyStand() throws IOException {
    List<Axis> axes =
        List.of(
            new Axis("rate", List.of(), Spacing.LOGARITHMIC),
            new Axis("window", List.of(), Spacing.LINEAR));
    List<Point> points =
        List.of(
            point(List.of("0.001", "1"), 0.2),
            point(List.of("0.0316", "4"), 0.4),
            point(List.of("0.1", "9"), Double.NaN));
    String page = page(new SweepResults(ACCURACY, axes, points, Optional.of(points.get(1))));

    assertThat(all(page, "class=\"heat rim\"[^>]*fill-opacity=\"([^\"]*)\""))
        .containsExactly("0.080", "1.000");
    assertThat(page)
        .contains("rate (logarithmic)")
        .doesNotContain("window (logarithmic)")
        .contains("rate 20.0\u00A0points, window 20.0\u00A0points.");
  }

  @Test
  void aLongValueAtTheEndOfAnAxisStaysInside() throws IOException {
    List<Axis> axes = List.of(axis("normalization", "none", "standardize"));
    List<Point> points = List.of(point(List.of("none"), 0.2), point(List.of("standardize"), 0.4));
    String page = page(new SweepResults(ACCURACY, axes, points, Optional.of(points.get(0))));

    List<String> at = all(page, "<text class=\"tick mid\" x=\"([^\"]*)\"[^>]*>standardize");
    assertThat(at)
        .singleElement()
        .satisfies(x -> assertThat(Double.parseDouble(x)).isLessThan(365));
  }

  @Test
  void oneKeyHasNoMap() throws IOException {
    List<Point> points = List.of(point(List.of("1"), 0.2), point(List.of("2"), 0.3));
    SweepResults results =
        new SweepResults(ACCURACY, List.of(axis("window", "1", "2")), points, Optional.empty());

    assertThat(page(results)).doesNotContain("Where it is good").contains("What each key does");
  }

  @Test
  void aSweepOfWhichEveryRunFailedHasNoFigures() throws IOException {
    List<Point> points = List.of(point(List.of("1"), Double.NaN));
    SweepResults results =
        new SweepResults(ACCURACY, List.of(axis("window", "1")), points, Optional.empty());

    assertThat(page(results)).doesNotContain("<svg");
  }

  @Test
  void thePageLoadsNothingAndRunsNothing() throws IOException {
    assertThat(page(grid(ACCURACY)))
        .doesNotContain("<script")
        .doesNotContain("http:")
        .doesNotContain("https:")
        .doesNotContain("url(");
  }
}
