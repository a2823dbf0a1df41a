package io.evenkeel.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IntervalTest {

  /** t.975 with two degrees of freedom is 4.3027; the standard deviation of .5, .6, .7 is .1. */
  @Test
  void severalValuesHaveATInterval() {
    assertThat(Interval.ofMean(0.5, 0.6, 0.7).halfWidth())
        .isCloseTo(4.302653 * 0.1 / Math.sqrt(3), within(1e-6));
    assertThat(Interval.ofMean(0.6, 0.6).halfWidth()).isZero();
  }

  /** √(.5 · .5 / 10,000) is .005. */
  @Test
  void oneAccuracyHasTheIntervalOfItsSamples() {
    assertThat(Interval.ofSamples(0.5, 10_000).halfWidth())
        .isCloseTo(1.959964 * 0.005, within(1e-8));
    assertThat(Interval.ofSamples(1, 100).halfWidth()).isZero();
  }
}
