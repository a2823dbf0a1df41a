package io.evenkeel.gesture;

/**
 * A scene in colour: the glove's colour tells classes apart, how far away the hand is does not
 * show.
 */
final class ColorShot implements Shot {
  private static final Tint RED = new Tint(220, 45, 40);
  private static final Tint BLUE = new Tint(40, 70, 225);
  private static final double PATTERN = 12;
  private static final double NOISE = 7;

  /** How dark the edge of a rounded thing is, and how far from the edge it is fully lit. */
  private static final double EDGE = 0.65;

  private static final double ROUNDING = 0.025;

  private final Scene scene;
  private final PictureSize size;
  private final SensorNoise noise;
  private final float[] still;

  ColorShot(Scene scene, PictureSize size, SensorNoise noise) {
    this.scene = scene;
    this.size = size;
    this.noise = noise;
    still = new float[3 * size.pixels()];
    drawStill();
  }

  @Override
  public int channels() {
    return 3;
  }

  @Override
  public String stream() {
    return "sk_color";
  }

  private void drawStill() {
    Subject who = scene.subject();
    for (int row = 0; row < size.height(); row++) {
      double y = size.y(row);
      for (int column = 0; column < size.width(); column++) {
        double x = size.x(column);
        double wave =
            StrictMath.sin(2 * Math.PI * (who.wavesAcross() * x + who.wavesDown() * y)) * PATTERN;
        int pixel = row * size.width() + column;
        for (int channel = 0; channel < 3; channel++) {
          still[3 * pixel + channel] = (float) (who.wall().channel(channel) + wave);
        }
        double trunk = Scene.trunkDistance(x, y);
        blend(still, pixel, who.shirt(), trunk);
        blend(still, pixel, who.skin().times(0.9), Scene.headDistance(x, y));
      }
    }
  }

  /** Lays a rounded thing over what is there. */
  private void blend(float[] picture, int pixel, Tint tint, double distance) {
    double covered = size.coverage(distance);
    if (covered > 0) {
      double light = EDGE + (1 - EDGE) * Math.max(0, Math.min(1, -distance / ROUNDING));
      for (int channel = 0; channel < 3; channel++) {
        int at = 3 * pixel + channel;
        picture[at] =
            (float) ((1 - covered) * picture[at] + covered * light * tint.channel(channel));
      }
    }
  }

  @Override
  public byte[] frame(int number) {
    float[] picture = still.clone();
    HandShape hand = scene.hand(number);
    Tint glove = scene.take().blueGlove() ? BLUE : RED;
    HandRegion.of(size, scene, number)
        .forEach(
            (pixel, x, y) -> {
              blend(picture, pixel, scene.subject().skin(), hand.arm().distance(x, y));
              blend(picture, pixel, glove, hand.gloveDistance(x, y));
            });
    int place = SensorNoise.place(scene.noise().fold("color").fold(number).random());
    byte[] bytes = new byte[picture.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = Shot.rounded(scene.take().light() * picture[i] + NOISE * noise.at(place, i));
    }
    return bytes;
  }
}
