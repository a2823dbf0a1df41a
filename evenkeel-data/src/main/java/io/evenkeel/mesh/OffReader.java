package io.evenkeel.mesh;

import io.evenkeel.files.FileTrouble;
import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads OFF files as ModelNet distributes them.
 *
 * <p>The counts may be glued to the header ({@code OFF490 518 0}), on its line or on the next; the
 * number of edges may be missing. A vertex is a line that begins with three numbers, a face a line
 * that begins with its number of corners and their vertices; what follows on these lines, such as
 * colours, is ignored. Polygons become fans of triangles; faces of fewer than three corners have no
 * area and are left out. Comments and blank lines may be anywhere.
 *
 * <p>Every method throws {@link BadInputException} with the file, the line and what was expected,
 * for a file that is missing, empty, truncated, longer than it says, or of another kind. Memory
 * follows what is really there, never the header.
 */
public final class OffReader {
  private static final int MOST_VERTICES = 200_000_000;
  private static final int MOST_FACES = 200_000_000;
  private static final int MOST_CORNERS = 1_000_000;
  private static final int FIRST_ALLOCATION = 1 << 12;

  private final OffScanner scanner;
  private final String name;
  private int[] corners = new int[FIRST_ALLOCATION];
  private int used;

  private OffReader(String name, InputStream stream) {
    this.name = name;
    scanner = new OffScanner(name, stream);
  }

  /** Reads a file. */
  public static Mesh read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(
          file.toString(), Files.exists(file) ? "no regular file" : "no such file", "an OFF file");
    }
    try (InputStream stream = Files.newInputStream(file)) {
      return read(file.toString(), stream);
    } catch (IOException e) {
      throw FileTrouble.unreadable(file, "a readable OFF file", e);
    }
  }

  /** Reads a stream to its end; the caller closes it. */
  public static Mesh read(String name, InputStream stream) {
    return new OffReader(name, stream).mesh();
  }

  private Mesh mesh() {
    if (!scanner.toNextWord()) {
      throw scanner.bad("nothing but blank lines and comments", "\"OFF\"");
    }
    scanner.skipKeyword("OFF");
    require(scanner.toNextWord(), "the number of vertices");
    int vertices = scanner.wholeNumber(MOST_VERTICES, "the number of vertices");
    int faces = scanner.wholeNumber(MOST_FACES, "the number of faces");
    scanner.skipLine();
    if (vertices < 3 || faces < 1) {
      throw scanner.bad(
          vertices + " vertices and " + faces + " faces", "at least 3 vertices and 1 face");
    }
    double[] coordinates = coordinates(vertices);
    for (int face = 0; face < faces; face++) {
      face(face, faces, vertices);
    }
    if (scanner.toNextWord()) {
      throw scanner.bad("more after the last of " + faces + " faces", "the end of the file");
    }
    return new Mesh(name, coordinates, Arrays.copyOf(corners, used));
  }

  private void require(boolean there, String expected) {
    if (!there) {
      throw scanner.bad("the file ends", expected);
    }
  }

  private double[] coordinates(int vertices) {
    double[] coordinates = new double[Math.min(3 * vertices, FIRST_ALLOCATION)];
    for (int vertex = 0; vertex < vertices; vertex++) {
      if (!scanner.toNextWord()) {
        throw scanner.bad("the file ends", "vertex " + (vertex + 1) + " of " + vertices);
      }
      if (coordinates.length < 3 * vertex + 3) {
        coordinates =
            Arrays.copyOf(coordinates, (int) Math.min(3L * vertices, 2L * coordinates.length));
      }
      coordinates[3 * vertex] = scanner.number("x of a vertex");
      coordinates[3 * vertex + 1] = scanner.number("y of a vertex");
      coordinates[3 * vertex + 2] = scanner.number("z of a vertex");
      scanner.skipLine();
    }
    return coordinates;
  }

  private void face(int face, int faces, int vertices) {
    if (!scanner.toNextWord()) {
      throw scanner.bad("the file ends", "face " + (face + 1) + " of " + faces);
    }
    int count = scanner.wholeNumber(MOST_CORNERS, "the number of corners of a face");
    int first = 0;
    int previous = 0;
    for (int i = 0; i < count; i++) {
      int corner = scanner.wholeNumber(vertices - 1, "a vertex of a face");
      if (i == 0) {
        first = corner;
      } else if (i >= 2) {
        add(first, previous, corner);
      }
      previous = corner;
    }
    scanner.skipLine();
  }

  private void add(int a, int b, int c) {
    if (corners.length < used + 3) {
      corners = Arrays.copyOf(corners, grown(corners.length));
    }
    corners[used++] = a;
    corners[used++] = b;
    corners[used++] = c;
  }

  private int grown(int length) {
    if (length >= Integer.MAX_VALUE - 8) {
      throw scanner.bad("more corners than fit in memory", "a smaller mesh");
    }
    return (int) Math.min(Integer.MAX_VALUE - 8, 2L * length);
  }
}
