package io.evenkeel.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.run.Seed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Intervals against exact percentiles, and against resamples that NumPy has drawn. */
class BootstrapTest {
  private static final Modality FIRST = new Modality("m0");
  private static final Modality SECOND = new Modality("m1");

  /** Four standard errors of the 2.5th percentile of 10,000 normal values, in deviations. */
  private static final double SAMPLING_ERROR = 0.11;

  private static AnswerIntervals intervals(ClassAnswers answers, int resamples, long seed) {
    return new Bootstrap(resamples).intervals(answers, new Seed(seed).random());
  }

  private static AnswerIntervals intervals(String patterns) {
    return intervals(Patterns.answers(patterns), 2_000, 1);
  }

  private static double width(ConfidenceInterval interval) {
    return interval.high() - interval.low();
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/reference/bootstrap.csv", numLinesToSkip = 1)
  void percentilesAgreeWithThoseWorkedOutInPython(
      String name, String patterns, String measure, double low, double high, double spread) {
    ClassAnswers answers = Patterns.answers(patterns);
    AnswerIntervals intervals = intervals(answers, 10_000, 7);
    Map<String, ConfidenceInterval> all =
        Map.of(
            "accuracy", intervals.accuracy(),
            "fused0", intervals.branchAccuracy().get(FIRST),
            "fused1", intervals.branchAccuracy().get(SECOND),
            "isolated0", intervals.isolatedAccuracy().get(FIRST),
            "isolated1", intervals.isolatedAccuracy().get(SECOND),
            "u0", intervals.utilization().get(FIRST).orElseThrow(),
            "u1", intervals.utilization().get(SECOND).orElseThrow(),
            "d_util", intervals.difference().orElseThrow());
    double oneStep = 1.0 / answers.samples();

    assertThat(all.get(measure).low()).isCloseTo(low, within(SAMPLING_ERROR * spread + oneStep));
    assertThat(all.get(measure).high()).isCloseTo(high, within(SAMPLING_ERROR * spread + oneStep));
  }

  @Property(tries = 30)
  void everyIntervalHoldsItsEstimate(
      @ForAll @IntRange(min = 5, max = 200) int both,
      @ForAll @IntRange(min = 5, max = 200) int first,
      @ForAll @IntRange(min = 5, max = 200) int second,
      @ForAll @IntRange(min = 5, max = 200) int none,
      @ForAll long seed) {
    ClassAnswers answers =
        Patterns.answers(
            "11110:%d 11001:%d 10101:%d 00000:%d".formatted(both, first, second, none));
    Utilization estimate =
        new Utilization(
            answers
                .branches()
                .map(
                    b ->
                        new Utilization.BranchAccuracy(
                            share(answers, b.fused()), share(answers, b.isolated()))));

    AnswerIntervals intervals = intervals(answers, 500, seed);

    assertHolds(intervals.accuracy(), share(answers, answers.prediction()));
    estimate
        .branches()
        .forEach(
            (m, accuracy) -> {
              assertHolds(intervals.branchAccuracy().get(m), accuracy.fused());
              assertHolds(intervals.isolatedAccuracy().get(m), accuracy.isolated());
              assertHolds(
                  intervals.utilization().get(m).orElseThrow(), estimate.of(m).orElseThrow());
            });
    assertHolds(intervals.difference().orElseThrow(), estimate.difference().orElseThrow());
  }

  private static double share(ClassAnswers answers, int[] given) {
    return IntStream.range(0, given.length)
        .mapToDouble(i -> given[i] == answers.labels()[i] ? 1 : 0)
        .average()
        .orElseThrow();
  }

  private static void assertHolds(ConfidenceInterval interval, double estimate) {
    assertThat(estimate).isBetween(interval.low(), interval.high());
  }

  @Test
  void fourTimesTheSamplesHalveTheWidth() {
    AnswerIntervals few = intervals("11110:100 10101:50 01010:40 00000:60");
    AnswerIntervals many = intervals("11110:400 10101:200 01010:160 00000:240");

    assertThat(width(few.accuracy()) / width(many.accuracy())).isBetween(1.7, 2.3);
    assertThat(width(few.difference().orElseThrow()) / width(many.difference().orElseThrow()))
        .isBetween(1.7, 2.3);
  }

  @Test
  void allRightOrAllWrongLeavesNoWidth() {
    AnswerIntervals right = intervals("11111:500");
    AnswerIntervals wrong = intervals("00000:500");

    assertThat(right.accuracy()).isEqualTo(new ConfidenceInterval(1, 1));
    assertThat(right.difference()).contains(new ConfidenceInterval(0, 0));
    assertThat(wrong.accuracy()).isEqualTo(new ConfidenceInterval(0, 0));
    assertThat(wrong.isolatedAccuracy().get(SECOND)).isEqualTo(new ConfidenceInterval(0, 0));
  }

  @Test
  void oneSampleIsItsOnlyResample() {
    AnswerIntervals one = intervals("11010:1");

    assertThat(one.accuracy()).isEqualTo(new ConfidenceInterval(1, 1));
    assertThat(one.branchAccuracy().get(SECOND)).isEqualTo(new ConfidenceInterval(0, 0));
    assertThat(one.utilization().get(FIRST)).contains(new ConfidenceInterval(0, 0));
  }

  @Test
  void aBranchThatIsNeverRightHasNoIntervalOfU() {
    AnswerIntervals intervals = intervals("11000:100 00001:50");

    assertThat(intervals.utilization().get(FIRST)).isPresent();
    assertThat(intervals.utilization().get(SECOND)).isEmpty();
    assertThat(intervals.difference()).isEmpty();
    assertThat(intervals.isolatedAccuracy().get(SECOND).high()).isPositive();
  }

  /** (1 − k/n)ⁿ ≈ e^−k of all resamples miss k right answers: 5 % of them for 3, .05 % for 7. */
  @Test
  void uHasAnIntervalWhereFewResamplesLeaveItUndefined() {
    Optional<ConfidenceInterval> three = intervals("11111:3 01000:997").utilization().get(SECOND);
    Optional<ConfidenceInterval> seven = intervals("11111:7 01000:993").utilization().get(SECOND);

    assertThat(three).isEmpty();
    assertThat(seven).isPresent();
  }

  @Test
  void oneModalityHasNoDifference() {
    ClassAnswers two = Patterns.answers("11110:30 00000:20");
    ClassAnswers one =
        new ClassAnswers(
            two.classNames(),
            two.labels(),
            two.prediction(),
            new PerModality<>(List.of(FIRST), List.of(two.branches().get(FIRST))));

    assertThat(intervals(one, 200, 1).difference()).isEmpty();
    assertThat(intervals(one, 200, 1).utilization().get(FIRST)).isPresent();
  }

  @Test
  void theSameSeedGivesTheSameIntervals() {
    ClassAnswers answers = Patterns.answers("11110:100 10101:50 01010:40 00000:60");

    assertThat(intervals(answers, 300, 5)).isEqualTo(intervals(answers, 300, 5));
    assertThat(intervals(answers, 300, 5)).isNotEqualTo(intervals(answers, 300, 6));
  }

  @Test
  void thereIsNoBootstrapWithoutResamples() {
    assertThatThrownBy(() -> new Bootstrap(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
