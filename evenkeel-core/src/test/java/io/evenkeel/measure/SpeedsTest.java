package io.evenkeel.measure;

import static io.evenkeel.measure.Branches.each;
import static io.evenkeel.measure.Branches.mu;
import static io.evenkeel.measure.Branches.speeds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeedsTest {
  private static final Modality M0 = new Modality("m0");
  private static final Modality M1 = new Modality("m1");
  private static final Speeds NONE = Speeds.none(List.of(M0, M1));

  @Test
  void speedsAreLogarithmsOfTheRatioOfSums() {
    // m0: bypass (6/3 + 4/1) = 6, main (1/2 + 1/4) = 0.75; m1: bypass 2 + 3 = 5, main 40 + 10 = 50.
    Speeds speeds =
        NONE.plus(
                each(
                    new StepNorms(new SquaredNorms(1, 2), new SquaredNorms(6, 3)),
                    new StepNorms(new SquaredNorms(40, 1), new SquaredNorms(4, 2))))
            .plus(
                each(
                    new StepNorms(new SquaredNorms(1, 4), new SquaredNorms(4, 1)),
                    new StepNorms(new SquaredNorms(20, 2), new SquaredNorms(3, 1))));

    assertThat(speeds.sums().get(M0)).isEqualTo(new Speeds.Sums(0.75, 6));
    assertThat(speeds.sums().get(M1)).isEqualTo(new Speeds.Sums(50, 5));
    assertThat(speeds.of(M0)).hasValueCloseTo(Math.log10(8), within(1e-12));
    assertThat(speeds.of(M1)).hasValueCloseTo(-1.0, within(1e-12));
    assertThat(speeds.difference()).hasValueCloseTo(Math.log10(8) + 1, within(1e-12));
    assertThat(speeds.fastest()).contains(M0);
  }

  @Test
  void theDifferenceOfTwoIsTheFirstMinusTheSecondAndOfMoreTheRange() {
    assertThat(speeds(2, -1).difference()).hasValue(3);
    assertThat(speeds(-1, 2).difference()).hasValue(-3);
    assertThat(speeds(1, -2, 0).difference()).hasValue(3);
    assertThat(speeds(-2, 0, 1).difference()).hasValue(3);
  }

  @Test
  void theFastestIsTheLargestAndTheFirstOnATie() {
    assertThat(speeds(-1, 2).fastest()).contains(M1);
    assertThat(speeds(0, 0).fastest()).contains(M0);
    assertThat(speeds(-1, 2, 1).fastest()).contains(M1);
    assertThat(speeds(-1, 2, 2).fastest()).contains(M1);
  }

  @Test
  void beforeTheFirstStepEverythingIsUndefined() {
    assertThat(NONE.of(M0)).isEmpty();
    assertThat(NONE.difference()).isEmpty();
    assertThat(NONE.fastest()).isEmpty();
    assertThat(NONE.sums().get(M1)).isEqualTo(new Speeds.Sums(0, 0));
  }

  @Test
  void aBranchWithoutBypassHasNoSpeedAndOneBranchNoDifference() {
    Speeds alone = Speeds.none(List.of(M0)).plus(each(mu(3, 5)));

    assertThat(alone.of(M0)).hasValueCloseTo(Math.log10(5.0 / 3), within(1e-12));
    assertThat(alone.difference()).isEmpty();
    assertThat(alone.fastest()).isEmpty();
    assertThat(
            Speeds.none(List.of(M0))
                .plus(each(new StepNorms(new SquaredNorms(1, 1), new SquaredNorms(0, 0))))
                .of(M0))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "0, 0", "NaN, 1", "Infinity, 1", "1, NaN"})
  void aSpeedStaysUndefinedFromTheFirstUndefinedMuOn(double gradient, double weight) {
    var broken = new StepNorms(new SquaredNorms(1, 1), new SquaredNorms(gradient, weight));

    Speeds speeds =
        NONE.plus(each(mu(1, 1), mu(1, 1)))
            .plus(each(broken, mu(1, 1)))
            .plus(each(mu(1, 1), mu(1, 1)));

    assertThat(speeds.of(M0)).isEmpty();
    assertThat(speeds.of(M1)).hasValue(0);
    assertThat(speeds.difference()).isEmpty();
    assertThat(speeds.fastest()).isEmpty();
  }

  @Test
  void sumsOfZeroLeaveASpeedUndefined() {
    assertThat(NONE.plus(each(mu(0, 1), mu(1, 1))).of(M0)).isEmpty();
    assertThat(NONE.plus(each(mu(1, 0), mu(1, 1))).of(M0)).isEmpty();
    assertThat(NONE.plus(each(mu(1, 0), mu(1, 1))).plus(each(mu(1, 2), mu(1, 1))).of(M0))
        .hasValue(0);
  }

  @Test
  void accumulatingLeavesTheFormerSpeedsAlone() {
    Speeds before = NONE.plus(each(mu(1, 10), mu(1, 1)));

    before.plus(each(mu(7, 1), mu(1, 100)));

    assertThat(before).isEqualTo(speeds(1, 0));
    assertThat(before.difference()).hasValue(1);
  }

  @Test
  void theModelOrderOfAStepDoesNotMatter() {
    PerModality<StepNorms> step = each(mu(1, 10), mu(1, 100));

    assertThat(NONE.plus(Branches.reordered(step, List.of(M1, M0)))).isEqualTo(NONE.plus(step));
  }
}
