package io.evenkeel.mesh;

import io.evenkeel.input.BadInputException;

/**
 * How meshes are drawn: together with the mesh, everything that the pixels follow from.
 *
 * @param views how many cameras stand on the ring, 1 to 360
 * @param size width and height of a view in pixels, 8 to 2048
 * @param framing what is fitted to the picture
 * @param background what is behind the mesh
 */
public record RenderSettings(int views, int size, Framing framing, Background background) {
  private static final int MOST_VIEWS = 360;
  private static final int LEAST_SIZE = 8;
  private static final int MOST_SIZE = 2048;

  /** From this size on, few enough edges lie within a pixel for four samples. */
  private static final int LARGE = 128;

  /** What is fitted to the picture. */
  public enum Framing {
    /** The sphere around the mesh: the same scale in all views of it. */
    SPHERE,
    /** What is seen of the mesh in each view, as in the published MVCNN views. */
    VIEW
  }

  /** What is behind the mesh. */
  public enum Background {
    /** Gray value 255. */
    WHITE(255),
    /** Gray value 0. */
    BLACK(0);

    private final int gray;

    Background(int gray) {
      this.gray = gray;
    }

    int gray() {
      return gray;
    }
  }

  /** Checks the ranges. */
  public RenderSettings {
    requireWithin("--views", views, 1, MOST_VIEWS);
    requireWithin("--size", size, LEAST_SIZE, MOST_SIZE);
  }

  private static void requireWithin(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new BadInputException(
          option, Integer.toString(value), "a whole number from " + least + " to " + most);
    }
  }

  /** Twelve views of 224 × 224 pixels on white, the sphere fitted. */
  public static RenderSettings defaults() {
    return new RenderSettings(12, 224, Framing.SPHERE, Background.WHITE);
  }

  /** The same in another size. */
  public RenderSettings withSize(int pixels) {
    return new RenderSettings(views, pixels, framing, background);
  }

  /** How many samples a pixel has along each side. */
  public int samplesPerSide() {
    return size >= LARGE ? 2 : 4;
  }
}
