package io.evenkeel.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SignFlipTest {

  /** Of the eight patterns of 1, 2, 3 only those with one sign reach 6. */
  @Test
  void threeDifferencesOfOneSignAreTwoPatternsOfEight() {
    assertThat(SignFlip.of(1, 2, 3)).isEqualTo(new SignFlip(0.25, true));
    assertThat(SignFlip.of(-1, -2, -3)).isEqualTo(new SignFlip(0.25, true));
  }

  /** |1 + 2 − 3| = 0 is reached by every pattern; |−1 + 2 + 3| = 4 by four of the eight. */
  @Test
  void patternsThatReachTheSameMeanCount() {
    assertThat(SignFlip.of(1, 2, -3).p()).isEqualTo(1);
    assertThat(SignFlip.of(-1, 2, 3).p()).isEqualTo(0.5);
  }

  /** .1 + .2 + .3 is not .6 in floating point, and depends on the order. */
  @Test
  void roundingLosesNoPattern() {
    assertThat(SignFlip.of(0.1, 0.2, 0.3).p()).isEqualTo(0.25);
    assertThat(SignFlip.of(0.3, 0.2, 0.1).p()).isEqualTo(0.25);
    assertThat(SignFlip.of(0.1, 0.1, 0.1, -0.3).p()).isEqualTo(1);
  }

  @Test
  void differencesOfNothingTellNothing() {
    assertThat(SignFlip.of(0, 0, 0).p()).isEqualTo(1);
    assertThat(SignFlip.of(5).p()).isEqualTo(1);
  }

  @Test
  void theSmallestPIsThatOfDifferencesOfOneSign() {
    assertThat(SignFlip.smallestP(1)).isEqualTo(1);
    assertThat(SignFlip.smallestP(5)).isEqualTo(0.0625);
    assertThat(SignFlip.of(1, 2, 3, 4, 5).p()).isEqualTo(SignFlip.smallestP(5));
  }

  /** Of 2²⁴ patterns, 2 + 2 · 24 have at most one sign that differs: p = 50 / 2²⁴. */
  @Test
  void manyPairsAreDrawnAndSaidToBe() {
    double[] oneSign = new double[24];
    Arrays.fill(oneSign, 1);
    double[] mixed = oneSign.clone();
    Arrays.fill(mixed, 0, 10, -1);

    assertThat(SignFlip.of(oneSign)).isEqualTo(new SignFlip(1 / 100_001.0, false));
    // |14 − 10| = 4: all but the patterns of 11, 12 and 13 minus signs.
    double missing = (2 * 2_496_144.0 + 2_704_156) / (1 << 24);
    assertThat(SignFlip.of(mixed).p()).isCloseTo(1 - missing, within(0.006));
    assertThat(SignFlip.of(mixed)).isEqualTo(SignFlip.of(mixed));
  }

  @Property(tries = 200)
  void theTestDoesNotCareForOrderSignOrScale(
      @ForAll @Size(min = 1, max = 8) int @IntRange(min = -20, max = 20) [] whole) {
    double[] differences = Arrays.stream(whole).asDoubleStream().toArray();
    double[] turned = new double[whole.length];
    Arrays.setAll(turned, i -> -0.001 * differences[whole.length - 1 - i]);

    assertThat(SignFlip.of(turned)).isEqualTo(SignFlip.of(differences));
  }
}
