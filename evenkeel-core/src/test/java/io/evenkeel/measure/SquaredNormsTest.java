package io.evenkeel.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SquaredNormsTest {

  @Test
  void muIsTheSquaredGradientByTheSquaredWeight() {
    assertThat(new SquaredNorms(3, 12).mu()).hasValue(0.25);
    assertThat(new SquaredNorms(0, 12).mu()).hasValue(0);
  }

  @ParameterizedTest
  @CsvSource({"3, 0", "0, 0", "NaN, 1", "1, NaN", "Infinity, 1", "Infinity, Infinity"})
  void muIsUndefinedWithoutWeightOrFiniteNorms(double gradient, double weight) {
    assertThat(new SquaredNorms(gradient, weight).mu()).isEmpty();
  }

  @Test
  void aNormOfWeightsThatIsNotFiniteLeavesMuUndefined() {
    assertThat(new SquaredNorms(1, Double.POSITIVE_INFINITY).mu()).isEmpty();
  }

  @Test
  void groupsAreTakenAsOneBySums() {
    assertThat(new SquaredNorms(1, 2).plus(new SquaredNorms(10, 20)))
        .isEqualTo(new SquaredNorms(11, 22));
  }
}
