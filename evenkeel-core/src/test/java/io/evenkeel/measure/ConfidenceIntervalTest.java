package io.evenkeel.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfidenceIntervalTest {

  /** numpy.quantile([0, 1, 4, 9, …, 81], [.025, .975]) is [0.225, 77.175]. */
  @Test
  void percentilesAreLinearBetweenOrderStatistics() {
    double[] squares = IntStream.rangeClosed(0, 9).mapToDouble(i -> (9 - i) * (9 - i)).toArray();

    ConfidenceInterval interval = ConfidenceInterval.of(squares).orElseThrow();

    assertThat(interval.low()).isCloseTo(0.225, within(1e-12));
    assertThat(interval.high()).isCloseTo(77.175, within(1e-12));
  }

  @Test
  void oneUndefinedValueInAHundredIsLeftOutAndMoreAreNot() {
    double[] values = new double[200];
    values[3] = Double.NaN;
    values[4] = Double.NaN;
    assertThat(ConfidenceInterval.of(values)).contains(new ConfidenceInterval(0, 0));

    values[5] = Double.NaN;
    assertThat(ConfidenceInterval.of(values)).isEmpty();
    assertThat(ConfidenceInterval.of(new double[] {Double.NaN})).isEmpty();
  }

  @Test
  void endsStandInOrder() {
    assertThatThrownBy(() -> new ConfidenceInterval(1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ConfidenceInterval(Double.NaN, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
