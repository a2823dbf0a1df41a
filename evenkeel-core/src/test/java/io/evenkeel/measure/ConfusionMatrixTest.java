package io.evenkeel.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.measure.ClassAnswers.BranchAnswers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Counted by hand. */
class ConfusionMatrixTest {
  private static final List<String> NAMES = List.of("cat", "dog", "cow", "hen");
  private static final int[] LABELS = {0, 0, 0, 1, 1, 2};
  private static final int[] ANSWERS = {0, 1, 0, 1, 1, 0};
  private static final ConfusionMatrix MATRIX =
      new ClassAnswers(NAMES, LABELS, ANSWERS, Branches.each(new BranchAnswers(ANSWERS, LABELS)))
          .confusion(ANSWERS);

  @Test
  void rowsAreTrueClassesAndColumnsPredictedOnes() {
    assertThat(MATRIX.counts())
        .isDeepEqualTo(new int[][] {{2, 1, 0, 0}, {0, 2, 0, 0}, {1, 0, 0, 0}, {0, 0, 0, 0}});
    assertThat(MATRIX.samples(0)).isEqualTo(3);
    assertThat(MATRIX.predictions(1)).isEqualTo(3);
  }

  @Test
  void recallIsOfSamplesAndPrecisionOfPredictions() {
    assertThat(MATRIX.recall(0)).hasValue(2.0 / 3);
    assertThat(MATRIX.precision(0)).hasValue(2.0 / 3);
    assertThat(MATRIX.recall(1)).hasValue(1);
    assertThat(MATRIX.precision(1)).hasValue(2.0 / 3);
    assertThat(MATRIX.recall(2)).hasValue(0);
  }

  @Test
  void aClassWithoutSamplesHasNoRecallAndOneNeverPredictedNoPrecision() {
    assertThat(MATRIX.recall(3)).isEmpty();
    assertThat(MATRIX.precision(3)).isEmpty();
    assertThat(MATRIX.precision(2)).isEmpty();
  }

  @Test
  void everySampleNeedsAnAnswer() {
    assertThatThrownBy(
            () ->
                new ClassAnswers(
                    NAMES, LABELS, ANSWERS, Branches.each(new BranchAnswers(ANSWERS, new int[5]))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5 answers to 6 samples");
  }
}
