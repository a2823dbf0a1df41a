package io.evenkeel.mesh;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Draws a mesh from a ring of cameras: flat gray faces, both sides alike, each pixel the mean of
 * several samples. The same mesh and settings give the same pixels, on every machine.
 *
 * <p>The mesh is moved so that the centre of its bounding box is in the middle of the picture, and
 * scaled so that the sphere around that centre which holds it touches the picture's edges; with
 * {@link RenderSettings.Framing#VIEW}, so that what is seen of it does.
 *
 * <p>One thread at a time: a renderer keeps its buffers.
 */
public final class Renderer {
  private final RenderSettings settings;
  private final int side;
  private final DepthBuffer buffer;

  /** A renderer for these settings. */
  public Renderer(RenderSettings settings) {
    this.settings = settings;
    side = settings.size() * settings.samplesPerSide();
    buffer = new DepthBuffer(side);
  }

  /** All views of a mesh, in order of azimuth. */
  public List<View> views(Mesh mesh) {
    Surface surface = Surface.of(mesh);
    return IntStream.range(0, settings.views()).mapToObj(view -> view(surface, view)).toList();
  }

  /** One view of a mesh, 0 to the number of views − 1. */
  public View view(Mesh mesh, int view) {
    return view(Surface.of(mesh), view);
  }

  View view(Surface surface, int view) {
    Camera camera = Camera.onRing(view, settings.views());
    double[] projected = surface.seenFrom(camera);
    int[] corners = surface.corners();
    frame(projected, corners);
    buffer.clear(settings.background().gray());
    Shading shading = new Shading(camera);
    double[] normals = surface.normals();
    for (int i = 0; i < corners.length; i += 3) {
      buffer.fill(projected, corners, i, shading.gray(normals[i], normals[i + 1], normals[i + 2]));
    }
    byte[] pixels = buffer.pixels(settings.samplesPerSide());
    return new View(settings.size(), settings.size(), pixels);
  }

  /** Turns right and down, in radii of the mesh, into samples from the upper left. */
  private void frame(double[] projected, int[] corners) {
    Window window =
        settings.framing() == RenderSettings.Framing.VIEW
            ? Window.around(projected, corners)
            : Window.UNIT;
    double middle = side / 2.0;
    double scale = middle / window.half();
    for (int i = 0; i < projected.length; i += 3) {
      projected[i] = (projected[i] - window.x()) * scale + middle;
      projected[i + 1] = (projected[i + 1] - window.y()) * scale + middle;
    }
  }

  /** The square that the picture shows, by its middle and half its side. */
  private record Window(double x, double y, double half) {
    static final Window UNIT = new Window(0, 0, 1);

    static Window around(double[] projected, int[] corners) {
      double left = Double.POSITIVE_INFINITY;
      double right = Double.NEGATIVE_INFINITY;
      double top = Double.POSITIVE_INFINITY;
      double bottom = Double.NEGATIVE_INFINITY;
      for (int corner : corners) {
        left = Math.min(left, projected[3 * corner]);
        right = Math.max(right, projected[3 * corner]);
        top = Math.min(top, projected[3 * corner + 1]);
        bottom = Math.max(bottom, projected[3 * corner + 1]);
      }
      double half = Math.max(right - left, bottom - top) / 2;
      // A mesh of one line can be seen end on: a point.
      return new Window((left + right) / 2, (top + bottom) / 2, half > 0 ? half : 1);
    }
  }
}
