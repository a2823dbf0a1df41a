package io.evenkeel.mesh;

import io.evenkeel.input.BadInputException;

/**
 * A surface of triangles. Their winding means nothing: both sides of a triangle are seen.
 *
 * @param name where it comes from, for messages
 * @param coordinates x, y and z of each vertex, vertex by vertex; z points up
 * @param corners the three vertices of each triangle, triangle by triangle
 */
public record Mesh(String name, double[] coordinates, int[] corners) {
  /** Beyond this, differences of coordinates and their squares lose themselves in overflow. */
  static final double GREATEST_COORDINATE = 1e30;

  /**
   * Checks that there is something to see.
   *
   * @throws BadInputException if there is no triangle, a corner that is no vertex, a coordinate
   *     that is not finite or absurdly large, or if all corners are in one place
   */
  public Mesh {
    if (coordinates.length % 3 != 0 || corners.length % 3 != 0) {
      throw new IllegalArgumentException(
          coordinates.length + " coordinates and " + corners.length + " corners, not in threes");
    }
    if (corners.length == 0) {
      throw new BadInputException(name, "no face that has an area", "at least one triangle");
    }
    int vertices = coordinates.length / 3;
    for (int corner : corners) {
      if (corner < 0 || corner >= vertices) {
        throw new BadInputException(
            name, "a corner at vertex " + corner, "a vertex from 0 to " + (vertices - 1));
      }
    }
    for (double coordinate : coordinates) {
      if (!(Math.abs(coordinate) <= GREATEST_COORDINATE)) {
        throw new BadInputException(
            name,
            "a coordinate of " + coordinate,
            "a number of magnitude up to " + GREATEST_COORDINATE);
      }
    }
    if (Bounds.of(coordinates, corners).radius() == 0) {
      throw new BadInputException(name, "all corners in one place", "a mesh that has an extent");
    }
  }

  /** How many vertices there are, those of no triangle included. */
  public int vertices() {
    return coordinates.length / 3;
  }

  /** How many triangles there are. */
  public int triangles() {
    return corners.length / 3;
  }

  /** What the triangles fill; vertices of no triangle do not count. */
  Bounds bounds() {
    return Bounds.of(coordinates, corners);
  }
}
