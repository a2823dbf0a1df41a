package io.evenkeel.model;

import io.evenkeel.run.Seed;
import io.evenkeel.safetensors.NamedArray;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** What a parameter or buffer holds before training. */
public sealed interface Initialization {

  /** Every value the same. */
  record Constant(double value) implements Initialization {}

  /** Uniform in ±1/√fanIn, as PyTorch initialises convolutions and linear layers. */
  record FanIn(long fanIn) implements Initialization {}

  /**
   * Normal with variance 2/fanOut, as torchvision initialises residual networks (He et al., ICCV
   * 2015).
   */
  record FanOut(long fanOut) implements Initialization {}

  /** Uniform in ±bound. */
  record Uniform(double bound) implements Initialization {}

  /** Values of a file. */
  record Given(NamedArray array) implements Initialization {}

  /** Normal around 0. */
  record Normal(double deviation) implements Initialization {}

  /** The first {@code count} values that follow from the seed. */
  default float[] draw(int count, Seed seed) {
    float[] values = new float[count];
    if (this instanceof Constant constant) {
      Arrays.fill(values, (float) constant.value());
    } else if (this instanceof FanIn uniform) {
      fillUniformly(values, 1 / Math.sqrt((double) uniform.fanIn()), seed);
    } else if (this instanceof Uniform uniform) {
      fillUniformly(values, uniform.bound(), seed);
    } else if (this instanceof Given given) {
      System.arraycopy(given.array().values(), 0, values, 0, count);
    } else if (this instanceof FanOut normal) {
      fill(values, Math.sqrt(2.0 / normal.fanOut()), seed);
    } else if (this instanceof Normal normal) {
      fill(values, normal.deviation(), seed);
    }
    return values;
  }

  private static void fillUniformly(float[] values, double bound, Seed seed) {
    float limit = (float) bound;
    UniformRandomProvider random = seed.random();
    for (int i = 0; i < values.length; i++) {
      values[i] = limit * (2 * random.nextFloat() - 1);
    }
  }

  private static void fill(float[] values, double deviation, Seed seed) {
    var sampler = ZigguratSampler.NormalizedGaussian.of(seed.random());
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * sampler.sample());
    }
  }
}
