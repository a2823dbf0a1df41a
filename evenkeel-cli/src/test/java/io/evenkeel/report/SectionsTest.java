package io.evenkeel.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Pages about many runs: a caller's sections, runs in groups, and figures that are folded away. */
class SectionsTest {
  @TempDir Path folder;

  private String page(int seeds, List<Section> sections) throws IOException {
    List<ReportedRun> runs = new ArrayList<>();
    for (String recipe : List.of("low", "high")) {
      for (int seed = 1; seed <= seeds; seed++) {
        Path run = folder.resolve(recipe + seed);
        double accuracy = (recipe.equals("low") ? 0.5 : 0.8) + 0.01 * seed;
        WrittenRun.finished(run, "guided", accuracy, "x", "y");
        runs.add(new ReportedRun(recipe, recipe + ", seed " + seed, run));
      }
    }
    Path html = folder.resolve("page.html");
    Report.write(runs, sections, html);
    return Files.readString(html);
  }

  private static List<String> texts(String page, String xpath) {
    try {
      String xml = page.substring(page.indexOf("<html"));
      Document document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(xml)));
      NodeList found =
          (NodeList)
              XPathFactory.newInstance()
                  .newXPath()
                  .evaluate(xpath, document, XPathConstants.NODESET);
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < found.getLength(); i++) {
        texts.add(found.item(i).getTextContent());
      }
      return texts;
    } catch (Exception e) {
      throw new AssertionError(page, e);
    }
  }

  @Test
  void runsOfOneStrategyStandApartByTheirGroups() throws IOException {
    String page = page(3, List.of());

    assertThat(String.join("", texts(page, "//h1")))
        .isEqualTo("high (mean of 3) 82.0\u00A0% on test, low (mean of 3) 52.0\u00A0%");
    assertThat(texts(page, "//p[@class='lede']"))
        .singleElement()
        .asString()
        .contains("high (mean of 3) 82.0 ± 2.5")
        .doesNotContain("differ in more than");
    assertThat(texts(page, "(//table)[1]/tbody/tr/th")).contains("low, seed 1", "high, seed 3");
  }

  @Test
  void figuresOfManyRunsAreFoldedAway() throws IOException {
    assertThat(texts(page(3, List.of()), "//details[@class='figures']")).isEmpty();
    String many = page(4, List.of());
    assertThat(texts(many, "//details[@class='figures']/summary"))
        .hasSize(4)
        .containsOnly("Show all 8 runs");
    assertThat(texts(many, "//table/tbody/tr")).hasSizeGreaterThan(8);
  }

  /**
   * The axis of .2, .4 and .9 with a mean of .5 and an interval of .5 ± .896 goes from −.5 to 1.5.
   */
  @Test
  void dotsStandAtTheirValuesAndTheBarAtTheirMean() throws IOException {
    Block.Dots dots =
        new Block.Dots(
            List.of(
                new Block.DotPanel(
                    "rate <1>",
                    List.of(
                        new Block.DotRow("a & b", List.of(0.2, 0.4, 0.9)),
                        new Block.DotRow("one", List.of(0.5))))),
            "What it means.");

    String page = page(1, List.of(new Section("Dots", List.of(dots))));

    String svg = "//section[h2='Dots']//svg[title='rate <1>']";
    assertThat(texts(page, svg + "/text[@class='tick mid']"))
        .containsExactly("−0.5", "0.0", "0.5", "1.0", "1.5");
    assertThat(texts(page, svg + "/text[@class='group clear']")).containsExactly("a & b", "one");
    // Pixels 18 to 376 for −.5 to 1.5: 179 a unit.
    assertThat(texts(page, svg + "/circle/@cx")).containsExactly("143.3", "179.1", "268.6", "197");
    assertThat(texts(page, svg + "/path[starts-with(@class,'mean')]/@d"))
        .allMatch(d -> d.startsWith("M197 "));
    assertThat(texts(page, svg + "/path[starts-with(@class,'interval')]")).hasSize(1);
  }

  @Test
  void aScatterHasAMarkerForEachRunOfTheShapeOfItsGroup() throws IOException {
    Block.Scatter scatter =
        new Block.Scatter(
            "speed",
            "use",
            List.of(
                new Block.ScatterGroup(
                    "a",
                    List.of(
                        new Block.ScatterPoint("a1", 0.5, 1), new Block.ScatterPoint("a2", 1, 0))),
                new Block.ScatterGroup("b", List.of(new Block.ScatterPoint("b1", 0, 0.5)))),
            "What it means.");

    String page = page(1, List.of(new Section("Scatter", List.of(scatter))));

    String figure = "//section[h2='Scatter']/figure";
    assertThat(texts(page, figure + "/ul/li")).containsExactly("aa", "bb");
    assertThat(texts(page, figure + "//svg[@role='img']/path[starts-with(@class,'dot')]/title"))
        .containsExactly(
            "a1: speed 0.500, use 1.000",
            "a2: speed 1.000, use 0.000",
            "b1: speed 0.000, use 0.500");
    // The axes go from 44 to 386 and from 244 up to 24.
    assertThat(
            texts(page, figure + "//svg[@role='img']/path[starts-with(@class,'dot')]/@transform"))
        .containsExactly("translate(215 24)", "translate(386 244)", "translate(44 134)");
    assertThat(texts(page, figure + "//svg[@role='img']/path[starts-with(@class,'dot')]/@d"))
        .hasSize(3)
        .satisfies(d -> assertThat(d.get(0)).isEqualTo(d.get(1)).isNotEqualTo(d.get(2)));
  }

  @Test
  void aGridIsATableWhoseCornerNamesItsRows() throws IOException {
    Grid grid = new Grid("Some <numbers>.", List.of("metric", "n"), List.of(List.of("a", "1 ± 2")));

    String page =
        page(
            1,
            List.of(
                new Section(
                    "Numbers", List.of(new Block.Numbers(grid), new Block.Prose("A <note>.")))));

    assertThat(texts(page, "//section[h2='Numbers']//caption")).containsExactly("Some <numbers>.");
    assertThat(texts(page, "//section[h2='Numbers']//th")).containsExactly("metric", "n", "a");
    assertThat(texts(page, "//section[h2='Numbers']//td")).containsExactly("1 ± 2");
    assertThat(texts(page, "//section[h2='Numbers']/p")).containsExactly("A <note>.");
  }
}
