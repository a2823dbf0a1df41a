package io.evenkeel.gesture;

import org.apache.commons.rng.UniformRandomProvider;

/** A colour in 0 … 255. */
record Tint(double red, double green, double blue) {
  /**
   * Draws a pale colour.
   *
   * @param darkest the least brightness
   * @param lightest the greatest
   * @param hue how far red, green and blue are from it, at most
   */
  static Tint draw(UniformRandomProvider random, double darkest, double lightest, double hue) {
    double gray = random.nextDouble(darkest, lightest);
    return new Tint(
        gray + random.nextDouble(-hue, hue),
        gray + random.nextDouble(-hue, hue),
        gray + random.nextDouble(-hue, hue));
  }

  /** Of red, green and blue. */
  double channel(int index) {
    return switch (index) {
      case 0 -> red;
      case 1 -> green;
      default -> blue;
    };
  }

  Tint times(double factor) {
    return new Tint(factor * red, factor * green, factor * blue);
  }
}
