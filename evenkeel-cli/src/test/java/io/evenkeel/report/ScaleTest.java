package io.evenkeel.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ScaleTest {
  @Property
  void aCoveringScaleContainsItsRangeAndHasTicksWithinItself(
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double a,
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double b) {
    Scale scale = Scale.covering(Range.EMPTY.with(a).with(b), 0, 100);
    double room = 1e-6 * (scale.high() - scale.low());

    assertThat(scale.low()).isLessThanOrEqualTo(Math.min(a, b) + room);
    assertThat(scale.high()).isGreaterThanOrEqualTo(Math.max(a, b) - room);
    assertThat(scale.ticks()).hasSizeBetween(2, 12);
    assertThat(scale.ticks().get(0)).isCloseTo(scale.low(), within(room));
    assertThat(scale.ticks())
        .allSatisfy(t -> assertThat(t).isBetween(scale.low() - room, scale.high() + room))
        .isSorted();
    assertThat(scale.ticks().stream().map(scale::label)).doesNotHaveDuplicates();
  }

  @Property
  void theEndsOfAScaleAreItsPixels(
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double low,
      @ForAll @DoubleRange(min = 0.01, max = 1e6) double size) {
    Scale scale = Scale.exactly(new Range(low, low + size), 200, 10);

    assertThat(scale.pixel(scale.low())).isEqualTo(200);
    assertThat(scale.pixel(scale.high())).isEqualTo(10);
  }

  @Test
  void ticksAreRoundAndLabelledWithAsManyDecimalsAsTheyNeed() {
    Scale scale = Scale.covering(new Range(-0.03, 0.42), 0, 100);

    assertThat(scale.ticks().stream().map(scale::label))
        .containsExactly("−0.1", "0.0", "0.1", "0.2", "0.3", "0.4", "0.5");
  }

  @Test
  void anEmptyRangeAndOneOfASingleValueStillHaveAScale() {
    assertThat(Scale.covering(Range.EMPTY, 0, 100)).isEqualTo(new Scale(0, 1, 0, 100, 0.2));
    assertThat(Scale.exactly(new Range(3, 3), 0, 100).pixel(3)).isEqualTo(50);
  }

  @Test
  void whatCannotBeDrawnDoesNotWidenARange() {
    assertThat(Range.EMPTY.with(1).with(Double.NaN).with(Double.POSITIVE_INFINITY).with(1e300))
        .isEqualTo(new Range(1, 1));
  }
}
