package io.evenkeel.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.method.HeadProgress.Losses;
import io.evenkeel.method.UseOfModalities.Factors;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The plain numbers that methods decide by, worked out by hand. */
class MethodArithmeticTest {

  private static HeadProgress head(double train0, double held0, double train1, double held1) {
    return new HeadProgress(new Losses(train0, held0), new Losses(train1, held1));
  }

  @Test
  void aHeadsWeightIsItsGeneralizationByItsSquaredOverfitting() {
    // ΔG = .5, ΔO = (1.5 − .9) − (2 − 1.9) = .5, so 2.
    HeadProgress first = head(1.9, 2, 0.9, 1.5);
    // ΔG = .2, ΔO = (1.8 − 1.7) − (2 − 2) = .1, so 20; 22 together.
    HeadProgress second = head(2, 2, 1.7, 1.8);

    assertThat(first.generalization()).isCloseTo(0.5, within(1e-12));
    assertThat(first.overfitting()).isCloseTo(0.5, within(1e-12));
    List<Double> weights = HeadProgress.weights(List.of(first, second));
    assertThat(weights.get(0)).isCloseTo(1.0 / 11, within(1e-9));
    assertThat(weights.get(1)).isCloseTo(10.0 / 11, within(1e-9));
  }

  @Test
  void aHeadThatHasNotGeneralizedWeighsNothing() {
    HeadProgress worse = head(2, 2, 1, 2.1);
    HeadProgress better = head(2, 2, 1, 1.9);

    assertThat(HeadProgress.weights(List.of(worse, better))).containsExactly(0.0, 1.0);
  }

  @Test
  void whereNoHeadHasGeneralizedAllWeighTheSame() {
    HeadProgress worse = head(2, 2, 1, 2.1);

    assertThat(HeadProgress.weights(List.of(worse, worse, worse)))
        .allSatisfy(w -> assertThat(w).isCloseTo(1.0 / 3, within(1e-12)));
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "Infinity, Infinity", "NaN, 1", "Infinity, 1", "1, NaN"})
  void aHeadThatDivergedWeighsNothing(double train, double heldOut) {
    HeadProgress usual = head(2, 2, 1, 1.5);

    assertThat(HeadProgress.weights(List.of(head(2, 2, train, heldOut), usual)))
        .containsExactly(0.0, 1.0);
  }

  @Test
  void weightsAreFiniteWhereNothingIsOverfitted() {
    HeadProgress perfect = head(2, 2, 1, 1);
    HeadProgress usual = head(2, 2, 1, 1.5);

    List<Double> weights = HeadProgress.weights(List.of(perfect, usual));

    assertThat(weights.get(0) + weights.get(1)).isCloseTo(1, within(1e-12));
    assertThat(weights.get(0)).isGreaterThan(weights.get(1));
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 0", "1.25, 0, .25", "3, 0, 1", "0.8, .25, 0", "0.2, 1, 0"})
  void theModalityThatLagsBehindIsStimulatedUpToOne(double ratio, double beta, double gamma) {
    PrototypeBalance balance = new PrototypeBalance(ratio);

    assertThat(balance.firstLags()).isCloseTo(beta, within(1e-12));
    assertThat(balance.secondLags()).isCloseTo(gamma, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    // u_0 = .25, u_1 = .75: the second is used more, by .5.
    "0.8, 0.2, 0.6, 0.4, 1, 0.5",
    "0.8, 0.2, 0.6, 0.6, 1, 1",
    "0.8, 0.6, 0.2, 0.4, 0.5, 1",
    // u_0 = -.5, u_1 = -.25: neither adds anything.
    "0.4, 0.5, 0.6, 0.1, 1, 1",
    // u_0 = .5, u_1 = -.5.
    "0.4, 0.6, 0.2, 0.9, 0.5, 1",
    "0, 0.6, 0.2, 0, 1, 1"
  })
  void theModalityThatAddsMoreLearnsSlower(
      double both, double first, double second, double threshold, double f0, double f1) {
    assertThat(new UseOfModalities(both, first, second).factors(threshold, 0.5))
        .isEqualTo(new Factors(f0, f1));
  }
}
