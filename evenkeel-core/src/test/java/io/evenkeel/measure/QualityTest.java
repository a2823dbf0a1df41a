package io.evenkeel.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.measure.NumberAnswers.BranchNumbers;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.run.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;

class QualityTest {
  private static final List<Modality> TWO = List.of(new Modality("m0"), new Modality("m1"));

  private static double[] numbers(String text) {
    return Arrays.stream(text.split(" "))
        .mapToDouble(n -> n.equals("nan") ? Double.NaN : Double.parseDouble(n))
        .toArray();
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(
      resources = "/reference/quality.csv",
      numLinesToSkip = 1,
      maxCharsPerColumn = 10_000)
  void scoresAreThoseOfScikitLearn(
      String name,
      String kind,
      int outputs,
      String truth,
      String given,
      String counts,
      String each,
      double mean) {
    OutputScore score =
        kind.equals("labels")
            ? new AveragePrecision(outputs, numbers(truth), numbers(given))
            : new Determination(outputs, numbers(truth), numbers(given));
    int[] often = Arrays.stream(numbers(counts)).mapToInt(n -> (int) n).toArray();

    double[] actual = score.each(often);

    double[] expected = numbers(each);
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      if (Double.isNaN(expected[i])) {
        assertThat(actual[i]).isNaN();
      } else {
        assertThat(actual[i]).isCloseTo(expected[i], within(1e-12));
      }
    }
    assertThat(score.mean(often)).isCloseTo(mean, within(1e-12));
  }

  @Test
  void theOrderOfTiedSamplesDoesNotMatter() {
    double[] tied = {1, 1, 1, 0};

    double first = NumberAnswers.score(Quality.MEAN_AVERAGE_PRECISION, 1, of(1, 0, 0, 1), tied);
    double last = NumberAnswers.score(Quality.MEAN_AVERAGE_PRECISION, 1, of(0, 0, 1, 1), tied);

    // By hand: half of the labels at precision 1/3, the other half at 2/4.
    assertThat(first).isEqualTo(last).isCloseTo((1 / 3.0 + 2 / 4.0) / 2, within(1e-12));
  }

  @Test
  void whatOnlyRoundingTellsApartIsTiedAndWhatDiffersMoreIsNot() {
    double[] truth = {0, 0, 1, 1, 0, 1};
    double[] same = {0.02, 0.02, 0.02, 0.02, -0.3, -0.3};
    double[] rounded = {0.02, 0.02 + 3e-8, 0.02 - 2e-8, 0.02 + 1e-8, -0.3 + 1e-7, -0.3};
    double[] near = {0.02, 0.02003, 0.02002, 0.02001, -0.3001, -0.3};

    double tied = NumberAnswers.score(Quality.MEAN_AVERAGE_PRECISION, 1, truth, same);

    // By hand: two of three labels at precision 2/4, the last at 3/6.
    assertThat(tied).isCloseTo(0.5, within(1e-12));
    assertThat(NumberAnswers.score(Quality.MEAN_AVERAGE_PRECISION, 1, truth, rounded))
        .isEqualTo(tied);
    // By hand: the labels are the second, the third and the fifth.
    assertThat(NumberAnswers.score(Quality.MEAN_AVERAGE_PRECISION, 1, truth, near))
        .isCloseTo((1 / 2.0 + 2 / 3.0 + 3 / 5.0) / 3, within(1e-12));
  }

  @Test
  void oneOutputBeyondAllOthersTiesNoneOfThem() {
    double[] truth = {0, 1, 0, 1, 0};

    for (double most : of(1e9, Double.POSITIVE_INFINITY)) {
      double[] outputs = {most, 0.4, 0.3, 0.2, 0.1};
      assertThat(NumberAnswers.score(Quality.MEAN_AVERAGE_PRECISION, 1, truth, outputs))
          .isCloseTo((1 / 2.0 + 2 / 4.0) / 2, within(1e-12));
    }
  }

  private static double[] of(double... numbers) {
    return numbers;
  }

  @Test
  void outputsThatAreNoNumbersAreAsBadAsCanBeAndFinite() {
    double score = NumberAnswers.score(Quality.R2, 1, of(1, 2, 3), of(1, Double.NaN, 3));

    assertThat(score).isFinite().isLessThan(-1e9);
  }

  @Test
  void aBranchIsScoredOnTheSamplesThatHaveItsModality() {
    boolean[] has = {true, true, true, false, true};

    double some = NumberAnswers.score(Quality.R2, 1, of(1, 2, 3, 4, 5), of(1, 2, 4, -9, 5), has);
    double left = NumberAnswers.score(Quality.R2, 1, of(1, 2, 3, 5), of(1, 2, 4, 5));

    assertThat(some).isEqualTo(left);
    assertThat(NumberAnswers.score(Quality.R2, 1, of(1, 2), of(1, 2), new boolean[2])).isZero();
  }

  private static NumberAnswers answers(Quality quality, Optional<PerModality<boolean[]>> presence) {
    var random = new Seed(5).random();
    int samples = 60;
    double[] truth = new double[2 * samples];
    double[] near = new double[truth.length];
    double[] far = new double[truth.length];
    for (int i = 0; i < truth.length; i++) {
      truth[i] = random.nextInt(2);
      near[i] = truth[i] + random.nextDouble() - 0.5;
      far[i] = truth[i] + 3 * random.nextDouble() - 1.5;
    }
    return new NumberAnswers(
        quality,
        List.of("a", "b"),
        truth,
        near,
        new PerModality<>(TWO, List.of(new BranchNumbers(near, far), new BranchNumbers(far, near))),
        presence);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ACCURACY")
  void intervalsHoldTheMeasuresAndStateHowManyResamplesTheyTook(Quality quality) {
    NumberAnswers answers = answers(quality, Optional.empty());

    AnswerIntervals intervals = new Bootstrap(10_000).intervals(answers, new Seed(1).random());

    assertThat(intervals.resamples()).isEqualTo(Bootstrap.MOST_OF_NUMBERS);
    double score = NumberAnswers.score(quality, 2, answers.truth(), answers.prediction());
    assertThat(score).isBetween(intervals.accuracy().low(), intervals.accuracy().high());
    assertThat(intervals.branchAccuracy().get(TWO.get(0))).isEqualTo(intervals.accuracy());
    assertThat(intervals.isolatedAccuracy().get(TWO.get(1))).isEqualTo(intervals.accuracy());
    assertThat(intervals.branchAccuracy().get(TWO.get(1)).high())
        .isLessThan(intervals.accuracy().high());
  }

  @Test
  void intervalsOfABranchAreOverTheSamplesThatHaveItsModality() {
    boolean[] all = new boolean[60];
    boolean[] half = new boolean[60];
    Arrays.fill(all, true);
    Arrays.fill(half, 0, 30, true);
    NumberAnswers answers =
        answers(Quality.R2, Optional.of(new PerModality<>(TWO, List.of(all, half))));

    AnswerIntervals intervals = new Bootstrap(500).intervals(answers, new Seed(1).random());

    double isolated =
        NumberAnswers.score(Quality.R2, 2, answers.truth(), answers.prediction(), half);
    ConfidenceInterval interval = intervals.isolatedAccuracy().get(TWO.get(1));
    assertThat(isolated).isBetween(interval.low(), interval.high());
    assertThat(interval.high() - interval.low())
        .isGreaterThan(intervals.accuracy().high() - intervals.accuracy().low());
  }

  @Test
  void everyOutputHasARow() {
    NumberAnswers answers = answers(Quality.MEAN_AVERAGE_PRECISION, Optional.empty());

    List<OutputRow> rows = OutputRow.all(answers);

    assertThat(rows).extracting(OutputRow::name).containsExactly("a", "b");
    assertThat(
            rows.stream().map(OutputRow::score).mapToDouble(OptionalDouble::orElseThrow).average())
        .hasValueCloseTo(
            NumberAnswers.score(
                Quality.MEAN_AVERAGE_PRECISION, 2, answers.truth(), answers.prediction()),
            within(1e-12));
    assertThat(rows.get(0).branches().get(TWO.get(0))).isEqualTo(rows.get(0).score());
  }

  @Test
  void classesAreAnsweredByBranchesOnTheSamplesThatHaveTheirModality() {
    int[] labels = {0, 1, 0, 1};
    int[] right = {0, 1, 0, 1};
    int[] wrong = {0, 1, 1, 0};
    var answers =
        new ClassAnswers(
            List.of("x", "y"),
            labels,
            right,
            new PerModality<>(
                TWO,
                List.of(
                    new ClassAnswers.BranchAnswers(right, wrong),
                    new ClassAnswers.BranchAnswers(wrong, wrong))),
            Optional.of(
                new PerModality<>(
                    TWO,
                    List.of(
                        new boolean[] {true, true, true, true},
                        new boolean[] {true, true, false, false}))));

    AnswerIntervals intervals = new Bootstrap(2_000).intervals(answers, new Seed(1).random());

    // Where the second branch has its modality it is always right.
    assertThat(answers.confusion(TWO.get(1), wrong).counts())
        .isDeepEqualTo(new int[][] {{1, 0}, {0, 1}});
    assertThat(intervals.branchAccuracy().get(TWO.get(1)).high()).isEqualTo(1);
    assertThat(intervals.isolatedAccuracy().get(TWO.get(0)).high()).isEqualTo(1);
    assertThat(ClassScore.all(answers).get(0).branchRecall().get(TWO.get(1))).hasValue(1);
    assertThat(ClassScore.all(answers).get(0).isolatedRecall().get(TWO.get(0))).hasValue(0.5);
  }
}
