package io.evenkeel.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.mesh.RenderSettings.Background;
import io.evenkeel.mesh.RenderSettings.Framing;
import io.evenkeel.run.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RendererTest {
  private static final RenderSettings SETTINGS =
      new RenderSettings(12, 64, Framing.SPHERE, Background.WHITE);

  private static long covered(View view) {
    int seen = 0;
    for (byte pixel : view.gray()) {
      seen += (pixel & 0xff) < 255 ? 1 : 0;
    }
    return seen;
  }

  private static Mesh ball() {
    PolygonModel model = new PolygonModel(0);
    new Solid.Ball(new Point(5, -3, 2), 7).addTo(model);
    return model.mesh("ball");
  }

  @Test
  void aBallFillsTheCircleThatTouchesTheEdgesFromEverySide() {
    for (View view : new Renderer(SETTINGS).views(ball())) {
      double circle = Math.PI / 4 * 64 * 64;
      assertThat((double) covered(view)).isCloseTo(circle, within(0.06 * circle));
      assertThat(view.gray()[0] & 0xff).as("the corner is background").isEqualTo(255);
    }
  }

  @Test
  void neitherPlaceNorScaleOfAMeshMatters() {
    String plate = "OFF\n4 1 0\n%s0 0 0\n%s 0 0\n%s 0 %s\n0 0 %s\n4 0 1 2 3\n";
    String moved = "OFF\n4 1 0\n10 20 30\n12 20 30\n12 20 32\n10 20 32\n4 0 1 2 3\n";
    String unit = plate.formatted("", "1", "1", "1", "1");
    Renderer renderer = new Renderer(SETTINGS);
    assertThat(renderer.view(OffReaderTest.read(moved), 1).gray())
        .isEqualTo(renderer.view(OffReaderTest.read(unit), 1).gray());
  }

  @Test
  void bothSidesOfAFaceAreSeenAlike() {
    String front = "OFF\n3 1 0\n0 0 0\n1 0 0\n0 0 1\n3 0 1 2\n";
    String back = front.replace("3 0 1 2", "3 0 2 1");
    Renderer renderer = new Renderer(SETTINGS);
    View seen = renderer.view(OffReaderTest.read(front), 0);
    assertThat(seen.gray()).isEqualTo(renderer.view(OffReaderTest.read(back), 0).gray());
    assertThat(covered(seen)).isPositive();
  }

  @Test
  void whatIsNearerHidesWhatIsBehindWhateverTheOrderOfFaces() {
    // A wall facing the camera of view 0 at y = −1, and a slanted one behind it that is darker.
    String vertices =
        "-1 -1 -1\n1 -1 -1\n1 -1 1\n-1 -1 1\n-.9 1 -1\n.9 .2 -1\n.9 .2 -.4\n-.9 1 -.4\n";
    Mesh nearFirst = OffReaderTest.read("OFF\n8 2 0\n" + vertices + "4 0 1 2 3\n4 4 5 6 7\n");
    Mesh nearLast = OffReaderTest.read("OFF\n8 2 0\n" + vertices + "4 4 5 6 7\n4 0 1 2 3\n");
    Renderer renderer = new Renderer(SETTINGS);
    byte[] front = renderer.view(nearFirst, 0).gray();
    assertThat(front).isEqualTo(renderer.view(nearLast, 0).gray());
    byte[] rear = renderer.view(nearFirst, 6).gray();
    assertThat(shades(front)).as("one wall, one shade").isEqualTo(1);
    assertThat(shades(rear)).as("from the rear both are seen").isEqualTo(2);
  }

  /** Gray values that more than 100 pixels have, edges apart, but for the background. */
  private static long shades(byte[] gray) {
    int[] counts = new int[256];
    for (byte pixel : gray) {
      counts[pixel & 0xff]++;
    }
    counts[255] = 0;
    return Arrays.stream(counts).filter(count -> count > 100).count();
  }

  @Test
  void edgesAreSmoothed() {
    long between =
        Arrays.stream(toInts(new Renderer(SETTINGS).view(ball(), 0).gray()))
            .filter(gray -> gray > 235 && gray < 255)
            .count();
    assertThat(between).isPositive();
  }

  private static int[] toInts(byte[] bytes) {
    int[] values = new int[bytes.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = bytes[i] & 0xff;
    }
    return values;
  }

  @Test
  void aRendererThatHasDrawnOtherMeshesDrawsTheSamePixels() {
    Mesh house = SyntheticClass.all().get(6).model(new Seed(3)).mesh("house");
    byte[] fresh = new Renderer(SETTINGS).view(house, 3).gray();
    Renderer used = new Renderer(SETTINGS);
    used.views(ball());
    assertThat(used.view(house, 3).gray()).isEqualTo(fresh);
  }
}
