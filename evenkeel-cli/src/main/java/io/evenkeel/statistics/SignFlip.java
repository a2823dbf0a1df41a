package io.evenkeel.statistics;

import io.evenkeel.run.Seed;
import java.util.stream.DoubleStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The sign-flip permutation test of paired differences (Fisher's randomisation test).
 *
 * <p>If nothing but chance tells the two sides of a pair apart, each difference could as well have
 * had the other sign. The two-sided p-value is the share of all sign patterns whose mean is at
 * least as far from 0 as the one that was seen.
 *
 * @param p the two-sided p-value
 * @param exact whether every pattern was counted; otherwise {@value #DRAWS} were drawn
 */
public record SignFlip(double p, boolean exact) {
  /** Up to this many pairs, every pattern is counted: 2²⁰ of them take milliseconds. */
  static final int MOST_COUNTED = 20;

  static final int DRAWS = 100_000;

  /** What rounding may take from a sum that is as large as the one seen. */
  private static final double ROUNDING = 1e-12;

  /**
   * The test of some differences.
   *
   * @param differences at least one
   */
  public static SignFlip of(double... differences) {
    double size = DoubleStream.of(differences).map(Math::abs).sum();
    double seen = Math.abs(DoubleStream.of(differences).sum()) - ROUNDING * size;
    return differences.length <= MOST_COUNTED
        ? new SignFlip(counted(differences, seen), true)
        : new SignFlip(drawn(differences, seen), false);
  }

  /** The smallest p-value that so many pairs can have: all of one sign. */
  public static double smallestP(int pairs) {
    return Math.min(1, 2 * Math.pow(2, -pairs));
  }

  private static double counted(double[] differences, double seen) {
    long patterns = 1L << differences.length;
    long asFar = 0;
    for (long pattern = 0; pattern < patterns; pattern++) {
      double sum = 0;
      for (int i = 0; i < differences.length; i++) {
        sum += (pattern >> i & 1) == 0 ? differences[i] : -differences[i];
      }
      asFar += Math.abs(sum) >= seen ? 1 : 0;
    }
    return (double) asFar / patterns;
  }

  /** The pattern that was seen counts as one of those drawn, so that p is never 0. */
  private static double drawn(double[] differences, double seen) {
    UniformRandomProvider random = new Seed(differences.length).fold("sign-flip").random();
    long asFar = 1;
    for (int draw = 0; draw < DRAWS; draw++) {
      double sum = 0;
      for (double difference : differences) {
        sum += random.nextBoolean() ? difference : -difference;
      }
      asFar += Math.abs(sum) >= seen ? 1 : 0;
    }
    return asFar / (DRAWS + 1.0);
  }
}
