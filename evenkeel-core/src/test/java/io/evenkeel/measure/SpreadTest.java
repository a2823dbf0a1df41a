package io.evenkeel.measure;

import static io.evenkeel.measure.Branches.each;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.modality.Modality;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SpreadTest {
  private static final OptionalDouble NOTHING = OptionalDouble.empty();

  private static OptionalDouble at(double value) {
    return OptionalDouble.of(value);
  }

  @Test
  void twoAreSubtractedInModelOrder() {
    assertThat(new Spread(each(at(1), at(4))).difference()).hasValue(-3);
    assertThat(new Spread(each(at(4), at(1))).difference()).hasValue(3);
  }

  @Test
  void moreThanTwoAreARangeWhateverTheirOrder() {
    assertThat(new Spread(each(at(1), at(4), at(2))).difference()).hasValue(3);
    assertThat(new Spread(each(at(4), at(2), at(1))).difference()).hasValue(3);
    assertThat(new Spread(each(at(2), at(2), at(2))).difference()).hasValue(0);
  }

  @Test
  void theLargestIsTheFirstOfThoseThatTie() {
    assertThat(new Spread(each(at(1), at(4), at(4))).largest()).contains(new Modality("m1"));
  }

  @Test
  void oneMissingValueOrOneModalityLeavesNothingToCompare() {
    assertThat(new Spread(each(at(1), NOTHING)).difference()).isEmpty();
    assertThat(new Spread(each(at(1), NOTHING, at(3))).largest()).isEmpty();
    assertThat(new Spread(each(at(1))).difference()).isEmpty();
    assertThat(new Spread(each(at(1))).largest()).isEmpty();
  }
}
