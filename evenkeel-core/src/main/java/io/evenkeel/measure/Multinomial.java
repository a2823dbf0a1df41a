package io.evenkeel.measure;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AliasMethodDiscreteSampler;
import org.apache.commons.rng.sampling.distribution.DiscreteSampler;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateDiscreteSampler;

/**
 * Draws as many samples as there are, with replacement, and counts those of each kind.
 *
 * <p>Independent Poisson counts are, given their sum, those of a multinomial draw of that many
 * samples. Most samples are drawn so, in one draw a kind; those that are missing, one by one. The
 * counts are exactly multinomial, at a cost that hardly grows with the number of samples.
 */
final class Multinomial {
  /** Below this, drawing one by one is as fast. */
  private static final int FEW = 64;

  /** How far below the number of samples the Poisson counts aim, so that they rarely exceed it. */
  private static final double STANDARD_DEVIATIONS = 3;

  private final int samples;
  private final int kinds;
  private final List<SharedStateDiscreteSampler> bulk;
  private final DiscreteSampler single;

  /**
   * Prepares draws.
   *
   * @param counts how many samples are of each kind, each at least 1
   */
  Multinomial(int[] counts, UniformRandomProvider random) {
    samples = IntStream.of(counts).sum();
    kinds = counts.length;
    double share = samples < FEW ? 0 : 1 - STANDARD_DEVIATIONS / Math.sqrt(samples);
    bulk =
        share == 0
            ? List.of()
            : IntStream.of(counts).mapToObj(n -> PoissonSampler.of(random, share * n)).toList();
    single = AliasMethodDiscreteSampler.of(random, IntStream.of(counts).asDoubleStream().toArray());
  }

  /** The next draw. */
  int[] next() {
    int[] drawn = new int[kinds];
    int sum = samples + 1;
    while (sum > samples) {
      sum = 0;
      for (int k = 0; k < bulk.size(); k++) {
        drawn[k] = bulk.get(k).sample();
        sum += drawn[k];
      }
    }
    for (; sum < samples; sum++) {
      drawn[single.sample()]++;
    }
    return drawn;
  }
}
