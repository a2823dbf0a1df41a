package io.evenkeel.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.recipe.DataSpec;
import io.evenkeel.run.Seed;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class KnownAnswerTest {
  private static final int COUNT = 4000;

  private static float[] values(Dataset data, Modality modality, int sample) {
    float[] values = new float[KnownAnswer.WIDTH];
    data.copy(modality, sample, values, 0);
    return values;
  }

  @Test
  void theClassIsTheXorOfTwoSignsAndNeitherTellsIt() {
    List<Modality> both = KnownAnswer.XOR.modalities();
    Dataset data = KnownAnswer.XOR.samples(COUNT, both, new Seed(1));
    int[] positive = new int[2];
    double[] noise = new double[2];
    for (int i = 0; i < COUNT; i++) {
      float[] a = values(data, both.get(0), i);
      float[] b = values(data, both.get(1), i);
      assertThat(a[0] > 0 ^ b[0] > 0).isEqualTo(data.label(i) == 1);
      assertThat(Math.abs(a[0])).isBetween(0.5f, 1.5f);
      positive[data.label(i)] += a[0] > 0 ? 1 : 0;
      noise[data.label(i)] += a[1] + b[1];
    }

    // Of the 2,000 samples of a class a half is positive; sd 22. Sums of 4,000 noises have sd 63.
    assertThat(positive[0]).isCloseTo(COUNT / 4, within(100));
    assertThat(positive[1]).isCloseTo(COUNT / 4, within(100));
    assertThat(noise[0]).isCloseTo(0, within(300.0));
    assertThat(noise[1]).isCloseTo(0, within(300.0));
  }

  @Test
  void identicalViewsAreTheSameAndTellTheClassThroughNoise() {
    List<Modality> both = KnownAnswer.IDENTICAL.modalities();
    Dataset data = KnownAnswer.IDENTICAL.samples(400, both, new Seed(1));
    double[] sums = new double[KnownAnswer.WIDTH];
    for (int i = 0; i < 400; i++) {
      float[] left = values(data, both.get(0), i);
      assertThat(values(data, both.get(1), i)).isEqualTo(left);
      if (data.label(i) == 2) {
        for (int k = 0; k < sums.length; k++) {
          sums[k] += left[k] / 100;
        }
      }
    }
    for (int k = 0; k < sums.length; k++) {
      assertThat(sums[k]).isCloseTo(k == 2 ? 3 : 0, within(0.5));
    }
  }

  @Test
  void samplesFollowFromTheSeedAndAModalityAloneIsTheSame() {
    List<Modality> both = KnownAnswer.XOR.modalities();
    Dataset whole = KnownAnswer.XOR.samples(50, both, new Seed(3));
    Dataset alone = KnownAnswer.XOR.samples(80, List.of(both.get(1)), new Seed(3));
    Dataset other = KnownAnswer.XOR.samples(50, both, new Seed(4));

    assertThat(alone.shapes().modalities()).containsExactly(both.get(1));
    for (int i = 0; i < 50; i++) {
      assertThat(values(alone, both.get(1), i)).isEqualTo(values(whole, both.get(1), i));
    }
    assertThat(values(other, both.get(1), 7)).isNotEqualTo(values(whole, both.get(1), 7));
  }

  private static DataSpec spec(DataSpec.Source source, List<String> modalities) {
    DataSpec d = DataSpec.defaults();
    return new DataSpec(
        source,
        d.directory(),
        d.manifest(),
        modalities,
        OptionalInt.of(40),
        10,
        OptionalInt.of(20),
        d.colors(),
        d.normalization(),
        d.views(),
        d.video());
  }

  @Test
  void recipesNameItsModalitiesAndSplitsShareNoSample() {
    DataSplits splits = DataSource.open(spec(DataSpec.Source.XOR, List.of("b", "a")), new Seed(1));

    Modality a = new Modality("a");
    assertThat(splits.train().shapes().modalities()).containsExactly(new Modality("b"), a);
    assertThat(splits.train().size()).isEqualTo(40);
    assertThat(splits.validation().data().size()).isEqualTo(10);
    assertThat(splits.test().data().size()).isEqualTo(20);
    assertThat(values(splits.train(), a, 0))
        .isNotEqualTo(values(splits.test().data(), a, 0))
        .isNotEqualTo(values(splits.validation().data(), a, 0));
    assertThatThrownBy(
            () ->
                DataSource.open(
                    spec(DataSpec.Source.IDENTICAL, List.of("left", "gray")), new Seed(1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("\"gray\"", "left", "right");
  }
}
