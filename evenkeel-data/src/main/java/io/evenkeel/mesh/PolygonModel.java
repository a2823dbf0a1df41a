package io.evenkeel.mesh;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A surface of polygons that is being put together, and the OFF file that it makes. */
final class PolygonModel {
  private static final int DECIMALS = 5;
  private static final double SCALE = 1e5;

  private final double cos;
  private final double sin;
  private final List<Point> vertices = new ArrayList<>();
  private final List<int[]> faces = new ArrayList<>();

  /** A model that will stand turned about z by an angle in degrees. */
  PolygonModel(double turnDegrees) {
    cos = StrictMath.cos(StrictMath.toRadians(turnDegrees));
    sin = StrictMath.sin(StrictMath.toRadians(turnDegrees));
  }

  /** Adds a vertex, given before the turn; its number. */
  int vertex(Point p) {
    vertices.add(new Point(cos * p.x() - sin * p.y(), sin * p.x() + cos * p.y(), p.z()));
    return vertices.size() - 1;
  }

  /** Adds a polygon. */
  void face(int... corners) {
    faces.add(corners.clone());
  }

  /** The text of an OFF file, five decimals a coordinate. */
  String off() {
    StringBuilder text = new StringBuilder("OFF\n");
    text.append(vertices.size()).append(' ').append(faces.size()).append(" 0\n");
    for (Point p : vertices) {
      text.append(decimal(p.x())).append(' ').append(decimal(p.y())).append(' ');
      text.append(decimal(p.z())).append('\n');
    }
    for (int[] face : faces) {
      text.append(face.length);
      for (int corner : face) {
        text.append(' ').append(corner);
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** How Java writes a double differs between versions; a rounded whole number does not. */
  private static String decimal(double value) {
    return BigDecimal.valueOf(Math.round(value * SCALE), DECIMALS).toPlainString();
  }

  /** The mesh that a reader of the file would get. */
  Mesh mesh(String name) {
    byte[] file = off().getBytes(StandardCharsets.US_ASCII);
    return OffReader.read(name, new ByteArrayInputStream(file));
  }
}
