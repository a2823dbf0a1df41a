package io.evenkeel.measure;

import static io.evenkeel.measure.Branches.each;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.measure.Utilization.BranchAccuracy;
import io.evenkeel.modality.Modality;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UtilizationTest {
  private static final Modality M0 = new Modality("m0");
  private static final Modality M1 = new Modality("m1");

  @Test
  void ratesAreSharesOfTheFusedAccuracy() {
    var utilization =
        new Utilization(each(new BranchAccuracy(0.8, 0.6), new BranchAccuracy(0.5, 0.6)));

    assertThat(utilization.of(M0)).hasValueCloseTo(0.25, within(1e-12));
    assertThat(utilization.of(M1)).hasValueCloseTo(-0.2, within(1e-12));
    assertThat(utilization.difference()).hasValueCloseTo(0.45, within(1e-12));
  }

  @Test
  void aBranchThatIsNeverRightHasNoRateAndLeavesNoDifference() {
    var utilization = new Utilization(each(new BranchAccuracy(0, 0.5), new BranchAccuracy(1, 1)));

    assertThat(utilization.of(M0)).isEmpty();
    assertThat(utilization.of(M1)).hasValue(0);
    assertThat(utilization.difference()).isEmpty();
  }

  @Test
  void aBranchThatOwesEverythingToTheOthersHasRateOne() {
    assertThat(new Utilization(each(new BranchAccuracy(0.3, 0))).of(M0)).hasValue(1);
  }

  @Test
  void oneModalityHasNoDifferenceAndThreeHaveARange() {
    assertThat(new Utilization(each(new BranchAccuracy(1, 0.5))).difference()).isEmpty();
    assertThat(
            new Utilization(
                    each(
                        new BranchAccuracy(1, 0.75),
                        new BranchAccuracy(1, 1),
                        new BranchAccuracy(1, 0.5)))
                .difference())
        .hasValue(0.5);
  }

  @ParameterizedTest
  @CsvSource({"-Infinity, 0", "1.1, 0", "0, -Infinity", "0, 1.1", "NaN, 0", "0, NaN"})
  void whatIsNotAnAccuracyIsRefused(double fused, double isolated) {
    assertThatThrownBy(() -> new BranchAccuracy(fused, isolated))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not accuracies");
  }

  @Provide
  Arbitrary<List<BranchAccuracy>> branches() {
    Arbitrary<Double> accuracy = Arbitraries.doubles().between(0.01, 1);
    return Combinators.combine(accuracy, accuracy)
        .as(BranchAccuracy::new)
        .list()
        .ofMinSize(2)
        .ofMaxSize(5);
  }

  @Property(tries = 300)
  void permutingModalitiesPermutesTheAnswer(
      @ForAll("branches") List<BranchAccuracy> branches, @ForAll long shuffle) {
    var utilization = new Utilization(each(branches.toArray(BranchAccuracy[]::new)));
    List<Modality> order = Permutations.of(utilization.branches().modalities(), shuffle);
    var permuted = new Utilization(Branches.reordered(utilization.branches(), order));

    for (Modality m : order) {
      assertThat(permuted.of(m)).isEqualTo(utilization.of(m));
    }
    double sign = branches.size() == 2 && !order.get(0).equals(M0) ? -1 : 1;
    assertThat(permuted.difference().orElseThrow())
        .isEqualTo(sign * utilization.difference().orElseThrow(), within(0.0));
  }

  @Property(tries = 300)
  void aRateIsNeverAboveOneAndItsSignSaysWhetherCuttingHurts(
      @ForAll("branches") List<BranchAccuracy> branches) {
    var utilization = new Utilization(each(branches.toArray(BranchAccuracy[]::new)));

    utilization
        .branches()
        .forEach(
            (m, accuracy) -> {
              double u = utilization.of(m).orElseThrow();
              assertThat(u).isLessThanOrEqualTo(1);
              assertThat(Math.signum(u))
                  .isEqualTo(Math.signum(accuracy.fused() - accuracy.isolated()));
            });
    assertThat(Collections.max(branches.stream().map(BranchAccuracy::fused).toList())).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"-0.1, -0.3", "-0.1, 0.2", "0, -1"})
  void aBranchThatIsNoBetterThanTheMeanOwesNobodyAShare(double fused, double isolated) {
    assertThat(new Utilization(each(new BranchAccuracy(fused, isolated))).of(M0)).isEmpty();
  }

  @Test
  void withoutTheOthersABranchMayBeWorseThanTheMean() {
    assertThat(new Utilization(each(new BranchAccuracy(0.5, -0.25))).of(M0)).hasValue(1.5);
  }
}
