package io.evenkeel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of the repository: what they point to is there, and nothing is left to fill in. */
class DocumentationTest {
  private static final Path ROOT = Path.of("..");

  private static final Pattern FENCED_CODE = Pattern.compile("(?ms)^ *```.*?^ *```");
  private static final Pattern INLINE_CODE = Pattern.compile("`[^`\n]*`");

  /** {@code [text](target "title")}, {@code ![text](target)}, {@code [name]: target} and HTML. */
  private static final Pattern TARGET =
      Pattern.compile(
          "\\]\\(\\s*<?([^)\\s>]+)|(?m:^ {0,3}\\[[^\\]]+\\]:\\s+(\\S+))"
              + "|(?:src|href)\\s*=\\s*\"([^\"]+)\"");

  private static final Pattern ELSEWHERE = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:.*|//.*|#.*");

  static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    pages.add(ROOT.resolve("CHANGELOG.md"));
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages;
  }

  /** The relative targets of a page's links and images, without their fragments. */
  private static List<String> targets(String markdown) {
    String prose = FENCED_CODE.matcher(markdown).replaceAll("");
    return TARGET
        .matcher(INLINE_CODE.matcher(prose).replaceAll(""))
        .results()
        .map(DocumentationTest::target)
        .filter(target -> !ELSEWHERE.matcher(target).matches())
        .map(target -> target.replaceFirst("[#?].*", ""))
        .map(target -> URLDecoder.decode(target, StandardCharsets.UTF_8))
        .toList();
  }

  private static String target(MatchResult link) {
    return Stream.of(1, 2, 3)
        .flatMap(group -> Stream.ofNullable(link.group(group)))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyRelativeLinkAndImageIsThere(Path page) throws IOException {
    assertThat(targets(Files.readString(page)))
        .filteredOn(target -> Files.notExists(page.resolveSibling(target)))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void noPlaceIsLeftToFillIn(Path page) throws IOException {
    assertThat(Files.readAllLines(page)).filteredOn(line -> line.contains("@@")).isEmpty();
  }

  @Test
  void thePagesHaveLinksToCheck() throws IOException {
    assertThat(pages()).hasSizeGreaterThan(6);
    assertThat(targets(Files.readString(ROOT.resolve("README.md"))))
        .contains("docs/training.md")
        .hasSizeGreaterThan(5);
  }

  @ParameterizedTest
  @CsvSource({
    "[page](a.md), a.md",
    "![picture](images/a.png), images/a.png",
    "[a chapter](a.md#chapter), a.md",
    "[`Code`](A.java), A.java",
    "[titled](a.md 'a title'), a.md",
    "[name]: a.md, a.md",
    "<img width=\"9\" src=\"a.png\">, a.png"
  })
  void linksOfEveryKindAreSeen(String markdown, String target) {
    assertThat(targets(markdown)).containsExactly(target);
  }

  @Test
  void aPictureThatIsALinkHasTwoTargets() {
    assertThat(targets("[![picture](a.png)](a.md)")).containsExactly("a.png", "a.md");
  }

  @ParameterizedTest
  @CsvSource({
    "[site](https://example.org/a.md)",
    "[below](#below)",
    "[mail](mailto:someone@example.org)",
    "`values[i](x)` in code"
  })
  void whatPointsToNoFileIsLeftOut(String markdown) {
    assertThat(targets(markdown)).isEmpty();
    assertThat(targets("```\n[page](a.md)\n```\n")).isEmpty();
  }
}
