package io.evenkeel.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EstimateTest {

  @Test
  void oneValueHasNoInterval() {
    assertThat(Estimate.ofMean(0.5).interval()).isEmpty();
    assertThat(Estimate.ofMean(0.5).mean()).isEqualTo(0.5);
  }

  /** t.975 with one degree of freedom is 12.7062; the standard error of 1 and 3 is 1. */
  @Test
  void twoValuesHaveAWideOne() {
    Interval interval = Estimate.ofMean(1, 3).interval().orElseThrow();
    assertThat(interval.low()).isCloseTo(2 - 12.7062, within(1e-4));
    assertThat(interval.high()).isCloseTo(2 + 12.7062, within(1e-4));
  }

  @Test
  void differencesWithoutSpreadHaveNoTTest() {
    PairedDifference same = PairedDifference.of(new double[] {1, 2}, new double[] {0, 1});
    assertThat(same.estimate().mean()).isEqualTo(1);
    assertThat(same.tTest()).isEmpty();
    assertThat(same.signFlip().p()).isEqualTo(0.5);
  }

  @Test
  void differencesThatRoundingAlonePartsHaveNoTTest() {
    double[] values = {0.9, 0.8};
    double[] baselines = {0.8, 0.7};
    assertThat(values[0] - baselines[0]).isNotEqualTo(values[1] - baselines[1]);

    PairedDifference same = PairedDifference.of(values, baselines);

    assertThat(same.tTest()).isEmpty();
    assertThat(same.signFlip().p()).isEqualTo(0.5);
  }

  @Test
  void onePairHasADifferenceAndNothingElse() {
    PairedDifference one = PairedDifference.of(new double[] {3}, new double[] {1});
    assertThat(one.estimate()).isEqualTo(Estimate.ofMean(2));
    assertThat(one.tTest()).isEmpty();
    assertThat(one.signFlip().p()).isEqualTo(1);
  }

  @Test
  void pairsHaveTwoSides() {
    assertThatThrownBy(() -> PairedDifference.of(new double[2], new double[3]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aQuantityThatNeverChangesHasNoRank() {
    double[] x = {1, 2, 3};
    assertThat(RankCorrelation.of(x, new double[] {5, 5, 5})).isEmpty();
    assertThat(RankCorrelation.of(new double[] {1, 2}, new double[] {1, 2})).isEmpty();
    assertThat(RankCorrelation.of(x, new double[] {9, 4, 1}).orElseThrow().rho()).isEqualTo(-1);
  }
}
