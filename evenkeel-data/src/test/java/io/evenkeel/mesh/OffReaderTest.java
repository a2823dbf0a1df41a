package io.evenkeel.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.evenkeel.input.BadInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OffReaderTest {
  private static final String SQUARE = "0 0 0\n1 0 0\n1 1 0\n0 1 0\n";

  static Mesh read(String text) {
    return OffReader.read("a.off", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OFF\n4 1 0\n" + SQUARE + "4 0 1 2 3\n",
        "OFF4 1 0\n" + SQUARE + "4 0 1 2 3\n",
        "OFF 4 1 0\n" + SQUARE + "4 0 1 2 3",
        "OFF\r\n4 1 0\r\n0 0 0\r\n1 0 0\r\n1 1 0\r\n0 1 0\r\n4 0 1 2 3\r\n",
        "# a comment\n\nOFF # glued or not\n\n4 1\n" + SQUARE + "\n# faces\n4 0 1 2 3 255 0 0\n\n",
        "OFF 4 1\n" + SQUARE + "4 0 1 2 3 0.5 0.5 0.5 1\n",
        "OFF\n4 1 0\n0 0 0 9 9\n1e0 0 0\n+1 1.0 0\n0 10e-1 0\n  4\t0 1 2 3\n",
      })
  void everyWayToWriteASquareGivesTheSameTwoTriangles(String text) {
    Mesh mesh = read(text);
    assertThat(mesh.coordinates()).containsExactly(0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0);
    assertThat(mesh.corners()).containsExactly(0, 1, 2, 0, 2, 3);
  }

  @Test
  void facesWithoutAnAreaAreLeftOut() {
    Mesh mesh = read("OFF\n4 3 0\n" + SQUARE + "2 0 1\n1 3\n3 0 1 2\n");
    assertThat(mesh.corners()).containsExactly(0, 1, 2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                           | "OFF"
          # nothing                                    | "OFF"
          4 1 0                                        | "OFF"
          OFF                                          | number of vertices
          OFF\\n4                                      | number of faces
          OFF\\n4 x 0                                  | number of faces
          OFF\\n-4 1 0                                 | number of vertices
          OFF\\n2 1 0\\n0 0 0\\n1 0 0\\n2 0 1          | at least 3 vertices and 1 face
          OFF\\n3 0 0\\n0 0 0\\n1 0 0\\n0 1 0          | at least 3 vertices and 1 face
          OFF\\n3 1 0\\n0 0 0\\n1 0 0                  | vertex 3 of 3
          OFF\\n3 1 0\\n0 0 0\\n1 0\\n0 1 0\\n3 0 1 2  | z of a vertex
          OFF\\n3 1 0\\n0 0 0\\nnan 0 0\\n0 1 0\\n3 0 1 2 | x of a vertex
          OFF\\n3 1 0\\n0 0 0\\n1 0 0\\n0 1 0          | face 1 of 1
          OFF\\n3 1 0\\n0 0 0\\n1 0 0\\n0 1 0\\n3 0 1  | a vertex of a face
          OFF\\n3 1 0\\n0 0 0\\n1 0 0\\n0 1 0\\n3 0 1 3 | a vertex of a face
          OFF\\n3 1 0\\n0 0 0\\n1 0 0\\n0 1 0\\n3 0 1 2\\n3 0 1 2 | the end of the file
          OFF\\n3 1 0\\n0 0 0\\n1 0 0\\n0 1 0\\n2 0 1  | at least one triangle
          OFF\\n3 1 0\\n1 1 1\\n1 1 1\\n1 1 1\\n3 0 1 2 | a mesh that has an extent
          OFF\\n3 1 0\\n0 0 0\\n1e99 0 0\\n0 1 0\\n3 0 1 2 | of magnitude up to
          """)
  void aBrokenFileIsNamedWithWhatWasExpected(String text, String expected) {
    assertThatThrownBy(() -> read(text.replace("\\n", "\n")))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("a.off")
        .hasMessageContaining(expected)
        .hasMessageNotContaining("\n");
  }

  @Test
  void theLineOfTheFaultIsSaid() {
    assertThatThrownBy(() -> read("OFF\n# c\n3 1 0\n0 0 0\n\n1 0 zero\n0 1 0\n3 0 1 2\n"))
        .hasMessageContaining("a.off, line 6")
        .hasMessageContaining("zero");
  }

  @Test
  void aHugeHeaderCostsNoMemory() {
    assertThatThrownBy(() -> read("OFF\n200000000 200000000 0\n0 0 0\n"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("vertex 2 of 200000000");
  }

  @Test
  void aMissingFileAndAFolderAreRefused() {
    assertThatThrownBy(() -> OffReader.read(Path.of("missing.off")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no such file");
    assertThatThrownBy(() -> OffReader.read(Path.of(".")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no regular file");
  }

  @Test
  void realMeshesAreRead() throws IOException {
    Path samples = Path.of(String.valueOf(System.getenv("EVENKEEL_SAMPLES")), "modelnet-off");
    assumeTrue(
        Files.isDirectory(samples),
        "skipped: EVENKEEL_SAMPLES names no folder with modelnet-off, a few OFF files");
    try (Stream<Path> files = Files.list(samples)) {
      List<Path> meshes = files.filter(f -> f.toString().endsWith(".off")).toList();
      assertThat(meshes).isNotEmpty();
      assertThat(meshes)
          .allSatisfy(file -> assertThat(OffReader.read(file).triangles()).isPositive());
    }
  }
}
