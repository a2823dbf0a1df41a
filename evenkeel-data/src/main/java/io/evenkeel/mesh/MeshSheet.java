package io.evenkeel.mesh;

import java.util.Arrays;
import java.util.List;

/** A picture of a few meshes: a row for each, its views from left to right. */
public final class MeshSheet {
  private static final int GAP = 4;

  private MeshSheet() {}

  /** Draws all views of these meshes, at least one; {@code settings} says how large each is. */
  public static View of(List<Mesh> meshes, RenderSettings settings) {
    Renderer renderer = new Renderer(settings);
    int cell = settings.size() + GAP;
    int width = settings.views() * cell + GAP;
    int height = meshes.size() * cell + GAP;
    byte[] gray = new byte[width * height];
    Arrays.fill(gray, (byte) settings.background().gray());
    for (int row = 0; row < meshes.size(); row++) {
      List<View> views = renderer.views(meshes.get(row));
      for (int column = 0; column < views.size(); column++) {
        int corner = (GAP + row * cell) * width + GAP + column * cell;
        for (int y = 0; y < settings.size(); y++) {
          System.arraycopy(
              views.get(column).gray(),
              y * settings.size(),
              gray,
              corner + y * width,
              settings.size());
        }
      }
    }
    return new View(width, height, gray);
  }
}
