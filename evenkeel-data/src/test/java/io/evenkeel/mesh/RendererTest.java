package io.evenkeel.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.mesh.RenderSettings.Background;
import io.evenkeel.mesh.RenderSettings.Framing;
import io.evenkeel.run.Seed;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RendererTest {
  private static final RenderSettings SMALL =
      new RenderSettings(12, 64, Framing.SPHERE, Background.WHITE);

  /** The quarter of a picture in which something stands. */
  private static int gray(View view, int x, int y) {
    return view.gray()[y * view.width() + x] & 0xff;
  }

  private static Mesh box(double cx, double cy, double cz) {
    PolygonModel model = new PolygonModel(0);
    // Two thin posts far apart keep the bounding box where it is, wherever the cube stands.
    new Solid.Box(new Point(cx, cy, cz), new Point(0.4, 0.4, 0.4)).addTo(model);
    new Solid.Box(new Point(-1, -1, -1), new Point(0.01, 0.01, 0.01)).addTo(model);
    new Solid.Box(new Point(1, 1, 1), new Point(0.01, 0.01, 0.01)).addTo(model);
    return model.mesh("box");
  }

  /** Where the cube's ink is, by its centre of mass: x to the right, y down, −1 to 1. */
  private static double[] cube(View view) {
    double x = 0;
    double y = 0;
    int count = 0;
    for (int row = 0; row < view.height(); row++) {
      for (int column = 0; column < view.width(); column++) {
        if (gray(view, column, row) < 250) {
          x += column + 0.5;
          y += row + 0.5;
          count++;
        }
      }
    }
    return new double[] {x / count / view.width() * 2 - 1, y / count / view.height() * 2 - 1};
  }

  @Test
  void view0LooksFromTheSideOfMinusYWithXToTheRight() {
    Renderer renderer = new Renderer(SMALL);
    assertThat(cube(renderer.view(box(0.7, 0, 0), 0))[0]).isGreaterThan(0.2);
    assertThat(cube(renderer.view(box(0, 0, 0.7), 0))[1]).isLessThan(-0.2);
    // Looking down on it, what is nearer is lower in the picture.
    assertThat(cube(renderer.view(box(0, -0.7, 0), 0))[1]).isGreaterThan(0.1);
  }

  @Test
  void theRingTurnsCounterClockwiseFromAboveAndView6IsTheRear() {
    Renderer renderer = new Renderer(SMALL);
    // From +x, the third view of twelve, +y is to the right.
    assertThat(cube(renderer.view(box(0, 0.7, 0), 3))[0]).isGreaterThan(0.2);
    assertThat(cube(renderer.view(box(0.7, 0, 0), 6))[0]).isLessThan(-0.2);
    assertThat(cube(renderer.view(box(0, 0.7, 0), 6))[1]).isGreaterThan(0.1);
  }

  @Test
  void aSquareCoversThePixelsThatGeometrySays() {
    // Upright, facing view 0, corners at (±1, 0, ±1): the sphere around it has radius √2, so that
    // it is 64/√2 = 45.25 pixels wide and, seen from 30° above, cos 30° of that high: 39.19.
    Mesh square =
        new Mesh(
            "square",
            new double[] {-1, 0, -1, 1, 0, -1, 1, 0, 1, -1, 0, 1},
            new int[] {0, 1, 2, 0, 2, 3});
    View view = new Renderer(SMALL).view(square, 0);
    double ink = 0;
    int wall = gray(view, 32, 32);
    for (byte b : view.gray()) {
      ink += (255.0 - (b & 0xff)) / (255 - wall);
    }
    assertThat(ink).isBetween(45.25 * 39.19 * 0.98, 45.25 * 39.19 * 1.02);
    // 63 + 140 for a wall that faces the light, 36 · cos¹⁶ 15° of highlight.
    assertThat(wall).isEqualTo(224);
    assertThat(gray(view, 0, 0)).isEqualTo(255);
  }

  @Test
  void bothSidesAndBothWindingsLookAlike() {
    double[] at = {-1, 0, -1, 1, 0.3, -1, 1, 0, 1, -1, 0.2, 1};
    int[][] windings = {{0, 1, 2, 0, 2, 3}, {2, 1, 0, 0, 2, 3}, {2, 1, 0, 3, 2, 0}};
    List<byte[]> pictures =
        IntStream.range(0, 3)
            .mapToObj(i -> new Renderer(SMALL).view(new Mesh("m", at, windings[i]), 0).gray())
            .toList();
    assertThat(pictures.get(1)).isEqualTo(pictures.get(0));
    assertThat(pictures.get(2)).isEqualTo(pictures.get(0));
  }

  @Test
  void whatIsNearerHidesWhatIsBehindInWhateverOrder() {
    double[] at = {-1, -0.5, -1, 1, -0.5, -1, 0, -0.5, 1, -1, 0.5, -1, 1, 0.9, -1, 0, 0.5, 1};
    byte[] nearFirst =
        new Renderer(SMALL).view(new Mesh("m", at, new int[] {0, 1, 2, 3, 4, 5}), 0).gray();
    byte[] farFirst =
        new Renderer(SMALL).view(new Mesh("m", at, new int[] {3, 4, 5, 0, 1, 2}), 0).gray();
    assertThat(farFirst).isEqualTo(nearFirst);
  }

  @Test
  void trianglesThatShareEdgesLeaveNoGap() {
    // A fan of slivers around an odd centre: background within the square would show through.
    int rim = 97;
    double[] at = new double[3 * (rim + 1)];
    int[] corners = new int[3 * rim];
    at[0] = 0.123;
    at[2] = 0.071;
    for (int i = 0; i < rim; i++) {
      at[3 * (i + 1)] = Math.cos(2 * Math.PI * i / rim);
      at[3 * (i + 1) + 2] = Math.sin(2 * Math.PI * i / rim);
      corners[3 * i + 1] = i + 1;
      corners[3 * i + 2] = (i + 1) % rim + 1;
    }
    View view = new Renderer(SMALL).view(new Mesh("fan", at, corners), 0);
    for (int y = 20; y < 44; y++) {
      for (int x = 20; x < 44; x++) {
        assertThat(gray(view, x, y)).isEqualTo(224);
      }
    }
  }

  @Test
  void framedByView_theMeshReachesTheEdges() {
    RenderSettings fitted = new RenderSettings(12, 64, Framing.VIEW, Background.BLACK);
    Mesh mesh = SyntheticClass.all().get(0).model(new Seed(1)).mesh("m");
    for (View view : new Renderer(fitted).views(mesh)) {
      boolean left = IntStream.range(0, 64).anyMatch(y -> gray(view, 0, y) > 0);
      boolean right = IntStream.range(0, 64).anyMatch(y -> gray(view, 63, y) > 0);
      boolean top = IntStream.range(0, 64).anyMatch(x -> gray(view, x, 0) > 0);
      boolean bottom = IntStream.range(0, 64).anyMatch(x -> gray(view, x, 63) > 0);
      assertThat(left && right || top && bottom).isTrue();
    }
  }

  @Test
  void aRendererGivesTheSamePixelsAgainAndForAMovedAndScaledMesh() {
    Mesh mesh = SyntheticClass.all().get(3).model(new Seed(2)).mesh("m");
    double[] moved = mesh.coordinates().clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] = 1024 * moved[i];
    }
    Renderer renderer = new Renderer(SMALL);
    byte[] first = renderer.view(mesh, 5).gray();
    renderer.view(mesh, 1);
    assertThat(renderer.view(mesh, 5).gray()).isEqualTo(first);
    assertThat(renderer.view(new Mesh("m", moved, mesh.corners()), 5).gray()).isEqualTo(first);
  }

  @Test
  void absurdMeshesAreDrawnWithoutHarm() {
    double[] at = {0, 0, 0, 1e30, 0, 0, 0, 0, -1e30};
    new Renderer(SMALL).views(new Mesh("huge", at, new int[] {0, 1, 2}));
    // A line, seen end on in one view.
    double[] line = {0, 0, 0, 1, 0, 0, 2, 0, 0};
    new Renderer(new RenderSettings(4, 64, Framing.VIEW, Background.WHITE))
        .views(new Mesh("line", line, new int[] {0, 1, 2}));
  }
}
