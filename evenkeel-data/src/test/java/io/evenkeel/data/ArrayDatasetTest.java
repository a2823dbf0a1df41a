package io.evenkeel.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.run.Seed;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArrayDatasetTest {
  private static final Modality SOUND = new Modality("sound");
  private static final Modality TOUCH = new Modality("touch");
  private static final Modality SMELL = new Modality("smell");

  @Test
  void samplesOfThreeModalitiesAreWhatWasGiven() {
    float[] sound = {1, 2, 3, 4};
    ArrayDataset data =
        ArrayDataset.builder(3)
            .modality(SOUND, SampleShape.of(2), sound)
            .modality(TOUCH, SampleShape.of(1, 1, 1), new float[] {5, 6})
            .modality(SMELL, SampleShape.of(1), new float[] {7, 8})
            .labels(new int[] {2, 0})
            .build();
    sound[2] = 99;

    assertThat(data.shapes().modalities()).containsExactly(SOUND, TOUCH, SMELL);
    assertThat(data.size()).isEqualTo(2);
    assertThat(data.classes()).isEqualTo(3);
    assertThat(data.label(0)).isEqualTo(2);
    float[] target = new float[4];
    data.copy(SOUND, 1, target, 1);
    assertThat(target).containsExactly(0, 3, 4, 0);
  }

  @Test
  void wrongLengthsLabelsAndValuesAreNamed() {
    rejected(builder().labels(new int[] {0, 1, 0}))
        .withMessage("modality sound: 4 values; expected 6: 3 samples of 2");
    rejected(builder().labels(new int[] {0, 2}))
        .withMessage("sample 1: label 2; expected a label in 0..1");
    rejected(builder().labels(new int[] {-1, 1})).withMessageContaining("sample 0: label -1");
    rejected(builder()).withMessageContaining("no labels");
    rejected(ArrayDataset.builder(2).labels(new int[] {0})).withMessageContaining("no modality");
    rejected(
            builder()
                .labels(new int[] {0, 1})
                .modality(TOUCH, SampleShape.of(1), new float[] {0, Float.NaN}))
        .withMessage("modality touch, sample 1, value 0: NaN; expected a finite number");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> builder().modality(SOUND, SampleShape.of(1), new float[2]))
        .withMessageContaining("added twice");
    assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> ArrayDataset.builder(0));
  }

  @Test
  void aSubsetHoldsTheChosenSamplesInTheirOrder() {
    Subset chosen = builder().labels(new int[] {0, 1}).build().subset(new int[] {1, 1, 0});
    assertThat(chosen.size()).isEqualTo(3);
    assertThat(chosen.classes()).isEqualTo(2);
    assertThat(chosen.label(1)).isEqualTo(1);
    float[] values = new float[2];
    chosen.copy(SOUND, 2, values, 0);
    assertThat(values).containsExactly(1, 2);
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> Subset.of(chosen, new int[] {3}));
  }

  @Test
  void aRandomSplitHoldsEverySampleOnceAndFollowsFromItsSeed() {
    ArrayDataset data = numbered(200);
    RandomSplit fractions = RandomSplit.defaults().withValidation(0.25);
    DataSplits splits = fractions.of(data, new Seed(3));

    Set<Float> seen = new HashSet<>();
    seen.addAll(numbers(splits.train()));
    seen.addAll(numbers(splits.validation().data()));
    seen.addAll(numbers(splits.test().data()));
    assertThat(seen).hasSize(200);
    assertThat(splits.train().size()).isEqualTo(110);
    assertThat(splits.validation().data().size()).isEqualTo(50);
    assertThat(splits.test().data().size()).isEqualTo(40);
    assertThat(splits.probes()).containsExactly(splits.test(), splits.validation());
    assertThat(fractions.of(data, new Seed(3)).digest()).isEqualTo(splits.digest());
    assertThat(fractions.of(data, new Seed(4)).digest()).isNotEqualTo(splits.digest());
  }

  @Test
  void fractionsThatLeaveASplitEmptyAreRejected() {
    assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> new RandomSplit(0.5, 0.5));
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> new RandomSplit(Double.NaN, 0.5));
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> RandomSplit.defaults().of(numbered(3), new Seed(1)))
        .withMessageContaining("validation gets none of 3 samples");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> new RandomSplit(0.45, 0.45).of(numbered(2), new Seed(1)))
        .withMessageContaining("left to train on");
  }

  private static ArrayDataset.Builder builder() {
    return ArrayDataset.builder(2).modality(SOUND, SampleShape.of(2), new float[] {1, 2, 3, 4});
  }

  private static ArrayDataset numbered(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = i;
    }
    return ArrayDataset.builder(1)
        .modality(SOUND, SampleShape.of(1), values)
        .labels(new int[count])
        .build();
  }

  private static Set<Float> numbers(Dataset data) {
    Set<Float> numbers = new HashSet<>();
    float[] value = new float[1];
    for (int sample = 0; sample < data.size(); sample++) {
      data.copy(SOUND, sample, value, 0);
      assertThat(numbers.add(value[0])).isTrue();
    }
    return numbers;
  }

  private static org.assertj.core.api.ThrowableAssertAlternative<BadInputException> rejected(
      ArrayDataset.Builder builder) {
    return assertThatExceptionOfType(BadInputException.class).isThrownBy(builder::build);
  }
}
