package io.evenkeel.gesture;

import io.evenkeel.run.Seed;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Gaussian noise for many pixels: a long table, read from a drawn place on. */
final class SensorNoise {
  private static final int LENGTH = 1 << 16;

  private final float[] table = new float[LENGTH];

  SensorNoise(Seed seed) {
    ZigguratSampler.NormalizedGaussian gaussian =
        ZigguratSampler.NormalizedGaussian.of(seed.random());
    for (int i = 0; i < LENGTH; i++) {
      table[i] = (float) gaussian.sample();
    }
  }

  /** A place to read the table from; as good as new for each frame. */
  static int place(UniformRandomProvider random) {
    return random.nextInt(LENGTH);
  }

  /** Standard Gaussian. */
  float at(int place, int pixel) {
    return table[(place + pixel) & (LENGTH - 1)];
  }
}
