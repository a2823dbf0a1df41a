package io.evenkeel.gesture;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * A scene as a depth camera gives it, near things bright: whether the hand comes or goes tells
 * classes apart, colours do not show. The camera knows few distances, is noisy, and is blind in
 * places: there it says 0.
 */
final class DepthShot implements Shot {
  private static final double WALL = 30;
  private static final double TRUNK = 85;
  private static final double HEAD = 92;
  private static final double HAND = 155;
  private static final double APPROACH = 40;
  private static final double NOISE = 5;

  /** The difference of two distances that the camera tells apart. */
  private static final double STEP = 4;

  private static final int BLIND_SPOTS = 5;
  private static final double LARGEST_BLIND_SPOT = 0.035;

  /** Around the hand and the body there is a rim that the camera does not see. */
  private static final double RIM = 0.012;

  private final Scene scene;
  private final PictureSize size;
  private final SensorNoise noise;
  private final float[] still;

  DepthShot(Scene scene, PictureSize size, SensorNoise noise) {
    this.scene = scene;
    this.size = size;
    this.noise = noise;
    still = new float[size.pixels()];
    for (int row = 0; row < size.height(); row++) {
      for (int column = 0; column < size.width(); column++) {
        double trunk = Scene.trunkDistance(size.x(column), size.y(row));
        double head = Scene.headDistance(size.x(column), size.y(row));
        still[row * size.width() + column] =
            (float) (head < 0 ? HEAD : trunk < 0 ? TRUNK : isRim(Math.min(head, trunk)) ? 0 : WALL);
      }
    }
  }

  private static boolean isRim(double distance) {
    return distance >= 0 && distance < RIM;
  }

  @Override
  public int channels() {
    return 1;
  }

  @Override
  public String stream() {
    return "sk_depth";
  }

  @Override
  public byte[] frame(int number) {
    float[] picture = still.clone();
    HandShape hand = scene.hand(number);
    double near = HAND + scene.take().near() + APPROACH * scene.take().approach(number);
    HandRegion.of(size, scene, number)
        .forEach(
            (pixel, x, y) -> {
              double glove = hand.gloveDistance(x, y);
              double arm = hand.arm().distance(x, y);
              if (glove < 0) {
                picture[pixel] = (float) near;
              } else if (arm < 0) {
                picture[pixel] = (float) toElbow(near, y - scene.take().y(number));
              } else if (isRim(Math.min(glove, arm))) {
                picture[pixel] = 0;
              }
            });
    UniformRandomProvider random = scene.noise().fold("depth").fold(number).random();
    blind(picture, random);
    int place = SensorNoise.place(random);
    byte[] bytes = new byte[picture.length];
    for (int i = 0; i < bytes.length; i++) {
      double seen = STEP * Math.rint((picture[i] + NOISE * noise.at(place, i)) / STEP);
      bytes[i] = picture[i] == 0 ? 0 : Shot.rounded(seen);
    }
    return bytes;
  }

  /** The arm goes back to the trunk. */
  private static double toElbow(double hand, double below) {
    double share = Math.max(0, Math.min(1, below / 0.6));
    return hand + share * (TRUNK + 10 - hand);
  }

  private void blind(float[] picture, UniformRandomProvider random) {
    for (int spot = 0; spot < BLIND_SPOTS; spot++) {
      int radius = (int) Math.ceil(size.height() * random.nextDouble(0, LARGEST_BLIND_SPOT));
      int middleX = random.nextInt(size.width());
      int middleY = random.nextInt(size.height());
      for (int y = Math.max(0, middleY - radius);
          y < Math.min(size.height(), middleY + radius);
          y++) {
        for (int x = Math.max(0, middleX - radius);
            x < Math.min(size.width(), middleX + radius);
            x++) {
          picture[y * size.width() + x] = 0;
        }
      }
    }
  }
}
