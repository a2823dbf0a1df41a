package io.evenkeel.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.run.Seed;
import io.evenkeel.run.Task;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
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

  private static ArrayDataset.Builder quantities(float... targets) {
    return ArrayDataset.builder(new Task.Regression(List.of("speed", "height"))).targets(targets);
  }

  @Test
  void quantitiesWeightsAndAbsentModalitiesAreWhatWasGiven() {
    ArrayDataset data =
        quantities(1, 2, 3, 4, 5, 6)
            .modality(SOUND, SampleShape.of(1), new float[] {7, 8, 9})
            .modality(
                TOUCH,
                SampleShape.of(2),
                new float[] {1, 2, Float.NaN, Float.NaN, 5, 6},
                new boolean[] {true, false, true})
            .weights(new double[] {1, 0.5, 0})
            .build();

    assertThat(data.task().names()).containsExactly("speed", "height");
    assertThat(data.target(1)).containsExactly(3, 4);
    assertThat(data.weight(1)).isEqualTo(0.5);
    assertThat(data.has(SOUND, 1)).isTrue();
    assertThat(data.has(TOUCH, 1)).isFalse();
    float[] touch = {9, 9, 9, 9};
    data.copy(TOUCH, 1, touch, 1);
    assertThat(touch).containsExactly(9, 0, 0, 9);
    assertThat(Presence.missing(data).values()).containsExactly(0, 1);
    assertThat(Presence.of(data).orElseThrow().get(TOUCH)).containsExactly(true, false, true);
  }

  @Test
  void aBatchCarriesWhatItsSamplesDoNotHaveInCommon() {
    ArrayDataset data =
        quantities(1, 2, 3, 4, 5, 6)
            .modality(TOUCH, SampleShape.of(1), new float[3], new boolean[] {true, false, true})
            .weights(new double[] {1, 1, 2})
            .build();
    BatchAssembler assembler = new BatchAssembler(data);

    assertThat(assembler.assemble(new int[] {0}).targets().isPlain()).isTrue();
    BatchTargets targets = assembler.assemble(new int[] {2, 1}).targets();
    assertThat(targets.values()).containsExactly(5, 6, 3, 4);
    assertThat(targets.weights().orElseThrow()).containsExactly(2, 1);
    assertThat(targets.presence().orElseThrow().get(TOUCH)).containsExactly(true, false);
    BatchTargets part = assembler.assemble(new int[] {0, 1, 2}).slice(1, 3).targets();
    assertThat(part.values()).containsExactly(3, 4, 5, 6);
    assertThat(part.weights().orElseThrow()).containsExactly(1, 2);
    assertThat(part.presence().orElseThrow().get(TOUCH)).containsExactly(false, true);
  }

  @Test
  void absentSamplesCountNowhereInStatisticsAndStayZero() {
    ArrayDataset data =
        quantities(1, 2, 3, 4, 5, 6)
            .modality(
                TOUCH, SampleShape.of(1), new float[] {3, 99, 5}, new boolean[] {true, false, true})
            .modality(SMELL, SampleShape.of(1), new float[3], new boolean[3])
            .build();

    Dataset scaled = Standardization.over(data).applyTo(data);

    float[] touch = new float[3];
    for (int sample = 0; sample < 3; sample++) {
      scaled.copy(TOUCH, sample, touch, sample);
    }
    assertThat(touch).containsExactly(-1, 0, 1);
    InputStatistics statistics = InputStatistics.of(data);
    assertThat(statistics.means().get(TOUCH)).containsExactly(4);
    assertThat(statistics.deviations().get(TOUCH)).containsExactly(1);
    assertThat(statistics.means().get(SMELL)).containsExactly(0);
  }

  @Test
  void splitsScaleQuantitiesByTheTrainingSplit() {
    ArrayDataset data =
        quantities(1, 7, 3, 7, 100, 8, 200, 9)
            .modality(TOUCH, SampleShape.of(1), new float[4])
            .build();
    HeldOut test = new HeldOut("test", "", data.subset(new int[] {2}));
    HeldOut validation = new HeldOut("validation", "", data.subset(new int[] {3}));

    DataSplits splits =
        new DataSplits(data.subset(new int[] {0, 1}), validation, test, List.of(test), "");

    Task.Regression task = (Task.Regression) splits.test().data().task();
    assertThat(task.scales()).containsExactly(new Task.Scale(2, 1), new Task.Scale(7, 1));
    assertThat(splits.train().task()).isEqualTo(task);
    assertThat(splits.probes().get(0).data().task()).isEqualTo(task);
    assertThat(task.scaled(0, 100)).isEqualTo(98);
    assertThat(task.value(0, 98)).isEqualTo(100);
    assertThat(splits.test().data().target(0)).containsExactly(100, 8);
  }

  @Test
  void theDigestOfSplitsTellsTargetsWeightsAndAbsence() {
    assertThat(
            List.of(
                digest(1, 1, true), digest(2, 1, true), digest(1, 2, true), digest(1, 1, false)))
        .doesNotHaveDuplicates();
  }

  private static String digest(float target, double weight, boolean present) {
    boolean[] has = {present, true, true, true, true, true, true, true, true, true};
    float[] targets = new float[20];
    double[] weights = new double[10];
    Arrays.fill(weights, 1);
    targets[0] = target;
    weights[0] = weight;
    ArrayDataset data =
        quantities(targets)
            .modality(TOUCH, SampleShape.of(1), new float[10], has)
            .weights(weights)
            .build();
    return RandomSplit.defaults().of(data, new Seed(1)).digest();
  }

  @Test
  void wrongTargetsAndWeightsAreNamed() {
    rejected(quantities(1, 2, 3).modality(TOUCH, SampleShape.of(1), new float[1]))
        .withMessage("data set: 3 targets; expected 2 for each sample");
    rejected(quantities(1, Float.NaN).modality(TOUCH, SampleShape.of(1), new float[1]))
        .withMessage("sample 0, height: NaN; expected a finite number");
    rejected(
            ArrayDataset.builder(new Task.MultiLabel(List.of("cat", "dog")))
                .targets(new float[] {0, 1, 0.5f, 1})
                .modality(TOUCH, SampleShape.of(1), new float[2]))
        .withMessage("sample 1, cat: 0.5; expected 1 where the label applies, 0 elsewhere");
    rejected(
            quantities(1, 2)
                .modality(TOUCH, SampleShape.of(1), new float[1])
                .weights(new double[] {-1}))
        .withMessage("sample 0: weight -1.0; expected a finite number ≥ 0");
    rejected(
            quantities(1, 2)
                .modality(TOUCH, SampleShape.of(1), new float[1])
                .weights(new double[] {1, 1}))
        .withMessage("data set: 2 weights; expected 1: one for each sample");
    rejected(
            quantities(1, 2)
                .modality(TOUCH, SampleShape.of(1), new float[1], new boolean[] {true, true}))
        .withMessageContaining("present or not in 2 samples");
    rejected(
            quantities(1, 2).labels(new int[] {0}).modality(TOUCH, SampleShape.of(1), new float[1]))
        .withMessageContaining("expected targets");
    rejected(builder().labels(new int[] {0, 1}).targets(new float[] {1, 2}))
        .withMessageContaining("expected labels");
  }
}
