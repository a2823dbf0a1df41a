package io.evenkeel.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.input.BadInputException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OffReaderTest {
  private static final String SQUARE = "0 0 0\n1 0 0\n1 1 0\n0 1 0\n";

  private static Mesh read(String text) {
    return OffReader.read("x.off", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OFF\n4 2 0\n",
        "OFF4 2 0\n",
        "OFF 4 2 0\n",
        "OFF\n4 2\n",
        "# made by hand\n\nOFF # header\n# counts\n\n4 2 0 # here\n\n"
      })
  void theCountsMayStandWhereModelNetPutsThem(String header) {
    Mesh mesh = read(header + SQUARE + "3 0 1 2\n3 0 2 3\n");
    assertThat(mesh.coordinates()).containsExactly(0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0);
    assertThat(mesh.corners()).containsExactly(0, 1, 2, 0, 2, 3);
  }

  @Test
  void polygonsBecomeFans() {
    assertThat(read("OFF\n4 1 0\n" + SQUARE + "4 3 2 1 0\n").corners())
        .containsExactly(3, 2, 1, 3, 1, 0);
  }

  @Test
  void coloursAfterAFaceAreIgnoredAndFacesWithoutAreaLeftOut() {
    assertThat(read("OFF\n4 3 0\n" + SQUARE + "3 0 1 2 255 0 0\n2 0 1\n1 3\n").corners())
        .containsExactly(0, 1, 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\r"})
  void linesMayEndAsOnOtherSystems(String end) {
    String text = ("OFF\n4 1 0\n" + SQUARE + "3 0 1 2\n").replace("\n", end);
    assertThat(read(text).triangles()).isEqualTo(1);
    assertThatThrownBy(() -> read(text.replace("3 0 1 2", "3 0 1 9")))
        .hasMessageStartingWith("x.off, line 7: \"9\"");
  }

  @Test
  void theLastLineMayLackItsEnd() {
    assertThat(read("OFF\n4 1 0\n" + SQUARE + "3 0 1 2").triangles()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.1",
        "-0.0",
        "+2.5",
        ".5",
        "7.",
        "18.514300",
        "-1e-7",
        "6.02E23",
        "123456789.123456789",
        "0.00000000000000000000000001234",
        "9007199254740993"
      })
  void numbersAreThoseThatJavaReads(String number) {
    Mesh mesh = read("OFF\n3 1 0\n" + number + " 0 0\n0 1 0\n0 0 1\n3 0 1 2\n");
    assertThat(mesh.coordinates()[0]).isEqualTo(Double.parseDouble(number));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | line 1: nothing but blank lines and comments; expected \"OFF\"",
        "`#x~` | line 2: nothing but",
        "`PLY~` | line 1: \"PLY\"; expected \"OFF\"",
        "`OFF` | line 1: the file ends; expected the number of vertices",
        "`OFFx 1` | line 1: \"x\"; expected the number of vertices",
        "`OFF~4~` | line 2: the line ends; expected the number of faces",
        "`OFF~-4 1~` | line 2: \"-4\"; expected the number of vertices, a whole number",
        "`OFF~4 0 0~` | 4 vertices and 0 faces; expected at least 3 vertices and 1 face",
        "`OFF~3 1~0 0 0~1 0 0~` | line 5: the file ends; expected vertex 3 of 3",
        "`OFF~3 1~0 0 0~1 0~0 0 1~3 0 1 2` | line 4: the line ends; expected z of a vertex",
        "`OFF~3 1~0 0 nan~` | line 3: \"nan\"; expected z of a vertex, a finite number",
        "`OFF~3 1~0 inf 0~` | line 3: \"inf\"; expected y of a vertex",
        "`OFF~3 1~1e999 0 0~` | line 3: \"1e999\"; expected x of a vertex, of magnitude up to",
        "`OFF~3 1~1f 0 0~` | line 3: \"1f\"",
        "`OFF~3 1~- 0 0~` | line 3: \"-\"",
        "`OFF~3 1~. 0 0~` | line 3: \".\"",
        "`OFF~3 1~0 0 0~1 0 0~0 1 0~` | line 6: the file ends; expected face 1 of 1",
        "`OFF~3 1~0 0 0~1 0 0~0 1 0~3 0 1~` | line 6: the line ends; expected a vertex of a face",
        "`OFF~3 1~0 0 0~1 0 0~0 1 0~3 0 1 3~` | line 6: \"3\"; expected a vertex of a face, a whole"
            + " number from 0 to 2",
        "`OFF~3 1~0 0 0~1 0 0~0 1 0~3 0 1 -1~` | line 6: \"-1\"",
        "`OFF~3 1~0 0 0~1 0 0~0 1 0~2 0 1~` | no face that has an area",
        "`OFF~3 1~0 0 0~1 0 0~0 1 0~3 0 1 2~3 0 1 2~` | line 7: more after the last of 1 faces",
        "`OFF~3 1~5 5 5~5 5 5~5 5 5~3 0 1 2~` | all corners in one place"
      })
  void whatIsWrongIsSaidInOneLine(String text, String message) {
    assertThatThrownBy(() -> read(text.replace('~', '\n')))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("x.off")
        .hasMessageContaining(message);
  }

  @Test
  void wordsWithoutEndAndBytesThatAreNoTextAreQuotedInShort() {
    assertThatThrownBy(() -> read("OFF\n" + "7".repeat(100_000)))
        .hasMessageContaining("a word of more than 64 bytes")
        .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(200));
    assertThatThrownBy(() -> read("\u0000\u0007ü")).hasMessageContaining("\"??");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> OffReader.read(Path.of("missing.off")))
        .isInstanceOf(BadInputException.class)
        .hasMessage("missing.off: no such file; expected an OFF file");
  }
}
