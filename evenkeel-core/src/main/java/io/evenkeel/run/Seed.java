package io.evenkeel.run;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * A seed that is split by purpose and counter, so that every draw of a run is a function of the
 * recipe's seed, what the draw is for, and its number — never of what was drawn before.
 *
 * @param value the 64 bits that everything below this seed follows from
 */
public record Seed(long value) {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  /** The seed of the {@code counter}-th thing of its kind. */
  public Seed fold(long counter) {
    return new Seed(mix(value + GOLDEN_GAMMA * (2 * counter + 1)));
  }

  /** The seed of a purpose, such as {@code "order"} or a parameter's name. */
  public Seed fold(String purpose) {
    long hash = value;
    for (int i = 0; i < purpose.length(); i++) {
      hash = mix(hash + GOLDEN_GAMMA + purpose.charAt(i));
    }
    return new Seed(mix(hash ^ purpose.length()));
  }

  /** A fresh generator that begins at this seed; the same draws on every JDK and machine. */
  public UniformRandomProvider random() {
    return RandomSource.XO_RO_SHI_RO_128_PP.create(new long[] {value, mix(value + GOLDEN_GAMMA)});
  }

  // Stafford's "Mix13" finaliser, as in SplitMix64.
  private static long mix(long bits) {
    long z = bits;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
