package io.evenkeel.gesture;

import org.apache.commons.rng.UniformRandomProvider;

/** A colour in 0 … 255. */
record Tint(double red, double green, double blue) {
  static Tint draw(UniformRandomProvider random, double least, double most) {
    return new Tint(
        random.nextDouble(least, most),
        random.nextDouble(least, most),
        random.nextDouble(least, most));
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
