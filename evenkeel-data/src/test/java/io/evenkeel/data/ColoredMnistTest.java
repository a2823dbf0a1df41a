package io.evenkeel.data;

import static io.evenkeel.data.ColoredMnist.COLOR;
import static io.evenkeel.data.ColoredMnist.GRAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.recipe.DataSpec;
import io.evenkeel.recipe.DataSpec.ColorRule;
import io.evenkeel.recipe.DataSpec.Colors;
import io.evenkeel.recipe.DataSpec.Normalization;
import io.evenkeel.recipe.VideoSpec;
import io.evenkeel.run.Seed;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ColoredMnistTest {
  private static final Seed SEED = new Seed(7);
  private static final int TRAINING = 3000;
  private static final int TESTING = 500;

  /** The mean colours of FACTS, written down a second time. */
  private static final int[][] MEANS = {
    {220, 20, 60}, {0, 128, 128}, {253, 233, 16}, {0, 149, 182}, {237, 145, 33},
    {145, 30, 188}, {70, 240, 240}, {250, 197, 187}, {210, 245, 60}, {128, 0, 0}
  };

  @Test
  void grayIsThePixelOver255() {
    LabelledImages training = digits(TRAINING);
    ColoredDigits all = colored(training, ColorRule.CLASS, 0.03);
    float[] gray = values(all, GRAY, 17);
    assertThat(gray).hasSize(784);
    for (int p = 0; p < gray.length; p++) {
      int pixel = Byte.toUnsignedInt(training.images().pixels()[17 * 784 + p]);
      assertThat(gray[p]).isEqualTo(pixel / 255f);
    }
  }

  @Test
  void colorIsFlatOnStrokesAndBlackUnderTheThreshold() {
    LabelledImages training = digits(TRAINING);
    ColoredDigits all = colored(training, ColorRule.CLASS, 0.03);
    float[] gray = values(all, GRAY, 4);
    float[] color = values(all, COLOR, 4);
    assertThat(color).hasSize(3 * 784);
    for (int channel = 0; channel < 3; channel++) {
      Set<Float> onStrokes = new HashSet<>();
      for (int p = 0; p < 784; p++) {
        if (gray[p] >= 0.3) {
          onStrokes.add(color[channel * 784 + p]);
        } else {
          assertThat(color[channel * 784 + p]).isZero();
        }
      }
      assertThat(onStrokes).hasSize(1);
    }
  }

  @Test
  void pixel76IsBlackAndPixel77IsColored() {
    byte[] pixels = {76, 77};
    LabelledImages one =
        new LabelledImages(new IdxImages("i", 1, 1, 2, pixels), new IdxLabels("l", new byte[] {4}));
    ColoredDigits digit = colored(one, ColorRule.CLASS, 0);
    assertThat(values(digit, COLOR, 0)).containsExactly(0, 237 / 255f, 0, 145 / 255f, 0, 33 / 255f);
  }

  @Test
  void withoutNoiseEveryClassHasItsMeanColor() {
    ColoredDigits all = colored(digits(TRAINING), ColorRule.CLASS, 0);
    for (int sample = 0; sample < 50; sample++) {
      float[] color = strokeColor(all, sample);
      for (int channel = 0; channel < 3; channel++) {
        assertThat(color[channel]).isEqualTo(MEANS[all.label(sample)][channel] / 255f);
      }
    }
  }

  @Test
  void theNoiseHasTheAskedVarianceAndNoBias() {
    // A small variance and channels far from 0 and 1, so that clamping touches nothing.
    double variance = 0.002;
    ColoredDigits all = colored(digits(TRAINING), ColorRule.CLASS, variance);
    double sum = 0;
    double squares = 0;
    double products = 0;
    int count = 0;
    for (int sample = 0; sample < all.size(); sample++) {
      if (all.label(sample) == 4) {
        float[] color = strokeColor(all, sample);
        double green = color[1] - 145 / 255.0;
        double red = color[0] - 237 / 255.0;
        sum += green;
        squares += green * green;
        products += green * Math.min(red, 0);
        count++;
      }
    }
    assertThat(count).isEqualTo(TRAINING / 10);
    assertThat(sum / count).isCloseTo(0, within(4 * Math.sqrt(variance / count)));
    assertThat(squares / count).isCloseTo(variance, within(4 * variance * Math.sqrt(2.0 / count)));
    assertThat(products / count)
        .as("channels vary on their own")
        .isCloseTo(0, within(variance / 4));
  }

  @Test
  void largeNoiseStaysBetweenZeroAndOne() {
    ColoredDigits all = colored(digits(TRAINING), ColorRule.CLASS, 4);
    Set<Float> extremes = new HashSet<>();
    for (int sample = 0; sample < 100; sample++) {
      for (float value : strokeColor(all, sample)) {
        assertThat(value).isBetween(0f, 1f);
        extremes.add(value);
      }
    }
    assertThat(extremes).contains(0f, 1f);
  }

  @Test
  void randomColorsAreUniformOverClassesAndIndependentOfTheLabel() {
    ColoredDigits all = colored(digits(TRAINING), ColorRule.RANDOM, 0);
    int[] drawn = new int[10];
    int own = 0;
    for (int sample = 0; sample < all.size(); sample++) {
      int drawnClass = nearestMean(strokeColor(all, sample));
      drawn[drawnClass]++;
      own += drawnClass == all.label(sample) ? 1 : 0;
    }
    double expected = TRAINING / 10.0;
    double deviation = Math.sqrt(expected * 0.9);
    for (int count : drawn) {
      assertThat((double) count).isCloseTo(expected, within(4.5 * deviation));
    }
    assertThat((double) own).isCloseTo(expected, within(4.5 * deviation));
  }

  @Test
  void matchedAndRandomSplitsHoldTheSameDigitsWithTheSameNoise() {
    DataSplits splits = split(spec(OptionalInt.of(100), 200, OptionalInt.of(60), 0.0001));
    Dataset random = splits.test().data();
    Dataset matched = splits.probes().get(0).data();
    int differing = 0;
    for (int sample = 0; sample < random.size(); sample++) {
      assertThat(matched.label(sample)).isEqualTo(random.label(sample));
      assertThat(values(matched, GRAY, sample)).isEqualTo(values(random, GRAY, sample));
      float[] a = strokeColor(matched, sample);
      float[] b = strokeColor(random, sample);
      int[] meanA = MEANS[matched.label(sample)];
      int[] meanB = MEANS[nearestMean(b)];
      differing += meanA == meanB ? 0 : 1;
      for (int channel = 0; channel < 3; channel++) {
        if (meanA[channel] % 235 > 20 && meanB[channel] % 235 > 20) {
          assertThat(a[channel] - meanA[channel] / 255f)
              .isCloseTo(b[channel] - meanB[channel] / 255f, within(1e-6f));
        }
      }
    }
    assertThat(differing).isGreaterThan(40);
  }

  @Test
  void probesComeInTheDocumentedOrder() {
    DataSplits splits = split(spec(OptionalInt.of(100), 200, OptionalInt.of(60), 0.03));
    assertThat(splits.probes())
        .extracting(HeldOut::name)
        .containsExactly("test-matched", "test", "validation-matched", "validation");
    assertThat(splits.probes().get(0).meaning()).startsWith("coloured like training");
    assertThat(splits.test().meaning()).startsWith("coloured at random");
    assertThat(splits.probes()).contains(splits.test(), splits.validation());
  }

  @Test
  void aMatchedSplitThatWouldRepeatAnotherIsLeftOut() {
    Colors colors = new Colors(0.03, ColorRule.CLASS, ColorRule.RANDOM, ColorRule.CLASS);
    DataSpec spec = spec(OptionalInt.of(100), 200, OptionalInt.of(60), 0.03);
    DataSplits splits = split(with(spec, spec.modalities(), colors, Normalization.NONE));
    assertThat(splits.probes())
        .extracting(HeldOut::name)
        .containsExactly("test", "validation-matched", "validation");
    assertThat(splits.test().meaning()).startsWith("coloured like training");
  }

  @Test
  void trainingAndValidationNeverShareASampleAndTogetherHoldEveryOne() {
    DataSplits splits = split(spec(OptionalInt.empty(), 700, OptionalInt.empty(), 0.03));
    Set<List<Float>> train = contents(splits.train());
    Set<List<Float>> validation = contents(splits.validation().data());
    assertThat(train).hasSize(TRAINING - 700).doesNotContainAnyElementsOf(validation);
    assertThat(validation).hasSize(700);
    assertThat(splits.test().data().size()).isEqualTo(TESTING);
  }

  @Test
  void validationAndColorsAreTheSameWhateverTheNumberOfTrainingSamples() {
    DataSplits few = split(spec(OptionalInt.of(100), 200, OptionalInt.of(60), 0.03));
    DataSplits many = split(spec(OptionalInt.of(2000), 200, OptionalInt.of(400), 0.03));
    for (int sample = 0; sample < 200; sample++) {
      assertThat(values(few.validation().data(), COLOR, sample))
          .isEqualTo(values(many.validation().data(), COLOR, sample));
    }
    for (int sample = 0; sample < 60; sample++) {
      assertThat(values(few.test().data(), COLOR, sample))
          .isEqualTo(values(many.test().data(), COLOR, sample));
      assertThat(values(few.train(), COLOR, sample)).isEqualTo(values(many.train(), COLOR, sample));
    }
  }

  @Test
  void theDigestFollowsFromTheSeedAndTheContents() {
    DataSpec spec = spec(OptionalInt.of(100), 200, OptionalInt.of(60), 0.03);
    String digest = split(spec).digest();
    assertThat(digest).matches("[0-9a-f]{64}").isEqualTo(split(spec).digest());
    assertThat(ColoredMnist.split(digits(TRAINING), digits(TESTING), spec, new Seed(8)).digest())
        .isNotEqualTo(digest);
    LabelledImages relabelled = digits(TESTING);
    Arrays.fill(relabelled.labels().values(), (byte) 1);
    assertThat(ColoredMnist.split(digits(TRAINING), relabelled, spec, SEED).digest())
        .isNotEqualTo(digest);
  }

  @Test
  void modalitiesAreTheNamedOnesInTheNamedOrder() {
    DataSpec spec = spec(OptionalInt.of(100), 200, OptionalInt.of(60), 0.03);
    DataSplits reversed =
        split(with(spec, List.of("color", "gray"), spec.colors(), Normalization.NONE));
    assertThat(reversed.train().shapes().modalities()).containsExactly(COLOR, GRAY);
    assertThat(reversed.train().shapes().get(COLOR)).isEqualTo(SampleShape.of(3, 28, 28));

    DataSplits gray = split(with(spec, List.of("gray"), spec.colors(), Normalization.NONE));
    assertThat(gray.train().shapes().modalities()).containsExactly(GRAY);
    assertThat(gray.probes()).extracting(HeldOut::name).containsExactly("test", "validation");
  }

  @Test
  void anUnknownModalityNamesTheNearestFirst() {
    DataSpec spec = spec(OptionalInt.of(100), 200, OptionalInt.of(60), 0.03);
    assertRejected(with(spec, List.of("gray", "colour"), spec.colors(), Normalization.NONE))
        .withMessage("data.modalities: \"colour\"; expected one of color, gray");
    assertRejected(with(spec, List.of("gray", "gray"), spec.colors(), Normalization.NONE))
        .withMessageContaining("each modality once");
  }

  @Test
  void moreSamplesThanThereAreIsRejectedWithTheNumberThatThereIs() {
    assertRejected(spec(OptionalInt.of(2801), 200, OptionalInt.empty(), 0.03))
        .withMessageStartingWith("data.train_samples: 2801; expected at most 2800");
    assertRejected(spec(OptionalInt.empty(), 3000, OptionalInt.empty(), 0.03))
        .withMessageStartingWith("data.validation_samples: 3000; expected at most 2999");
    assertRejected(spec(OptionalInt.empty(), 200, OptionalInt.of(501), 0.03))
        .withMessageStartingWith("data.test_samples: 501; expected at most 500");
  }

  @Test
  void aLabelOutOfRangeIsRejectedWithItsOffset() {
    LabelledImages bad = digits(TESTING);
    bad.labels().values()[3] = 10;
    DataSpec spec = spec(OptionalInt.of(100), 200, OptionalInt.empty(), 0.03);
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> ColoredMnist.split(digits(TRAINING), bad, spec, SEED))
        .withMessage("l at byte 11: label 10 of sample 3; expected a label in 0..9");
  }

  @Test
  void imagesOfDifferentSizesAreRejected() {
    LabelledImages small =
        new LabelledImages(
            new IdxImages("small", 1, 2, 2, new byte[4]), new IdxLabels("l", new byte[1]));
    DataSpec spec = spec(OptionalInt.of(100), 200, OptionalInt.empty(), 0.03);
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> ColoredMnist.split(digits(TRAINING), small, spec, SEED))
        .withMessage("small: images of 2 × 2; expected 28 × 28 as in i");
  }

  @Test
  void standardizedTrainingChannelsHaveMeanZeroAndVarianceOne() {
    DataSpec spec = spec(OptionalInt.of(300), 200, OptionalInt.of(60), 0.03);
    DataSplits splits =
        split(with(spec, spec.modalities(), spec.colors(), Normalization.STANDARDIZE));
    for (Modality modality : List.of(GRAY, COLOR)) {
      int channels = splits.train().shapes().get(modality).dims().get(0);
      for (int channel = 0; channel < channels; channel++) {
        double sum = 0;
        double squares = 0;
        for (int sample = 0; sample < 300; sample++) {
          float[] values = values(splits.train(), modality, sample);
          for (int p = channel * 784; p < (channel + 1) * 784; p++) {
            sum += values[p];
            squares += values[p] * values[p];
          }
        }
        assertThat(sum / (300 * 784)).isCloseTo(0, within(1e-4));
        assertThat(squares / (300 * 784)).isCloseTo(1, within(1e-4));
      }
    }
    assertThat(splits.digest()).isEqualTo(split(spec).digest());
  }

  private static org.assertj.core.api.ThrowableAssertAlternative<BadInputException> assertRejected(
      DataSpec spec) {
    return assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> split(spec));
  }

  private static DataSplits split(DataSpec spec) {
    return ColoredMnist.split(digits(TRAINING), digits(TESTING), spec, SEED);
  }

  private static DataSpec spec(
      OptionalInt train, int validation, OptionalInt test, double variance) {
    return new DataSpec(
        DataSpec.Source.COLORED_MNIST,
        Optional.empty(),
        Optional.empty(),
        List.of("gray", "color"),
        train,
        validation,
        test,
        new Colors(variance, ColorRule.CLASS, ColorRule.RANDOM, ColorRule.RANDOM),
        Normalization.NONE,
        DataSpec.Views.defaults(),
        VideoSpec.defaults());
  }

  private static DataSpec with(
      DataSpec spec, List<String> modalities, Colors colors, Normalization normalization) {
    return new DataSpec(
        spec.source(),
        spec.directory(),
        spec.manifest(),
        modalities,
        spec.trainSamples(),
        spec.validationSamples(),
        spec.testSamples(),
        colors,
        normalization,
        spec.views(),
        spec.video());
  }

  /** Random images, each with its number written into its first pixels, of the classes in turn. */
  private static LabelledImages digits(int count) {
    byte[] pixels = new byte[count * 784];
    new Seed(99).random().nextBytes(pixels);
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      pixels[i * 784] = (byte) i;
      pixels[i * 784 + 1] = (byte) (i >> 8);
      labels[i] = (byte) (i % 10);
    }
    return new LabelledImages(
        new IdxImages("i", count, 28, 28, pixels), new IdxLabels("l", labels));
  }

  private static ColoredDigits colored(LabelledImages digits, ColorRule rule, double variance) {
    int[] all = java.util.stream.IntStream.range(0, digits.count()).toArray();
    float[] colors = new Coloring(variance, SEED).colors("train", digits.labels(), all, rule);
    return new ColoredDigits(List.of(GRAY, COLOR), digits, all, colors);
  }

  private static float[] values(Dataset data, Modality modality, int sample) {
    float[] values = new float[data.shapes().get(modality).values()];
    data.copy(modality, sample, values, 0);
    return values;
  }

  /** The greatest value of each channel, which on strokes is the one colour. */
  private static float[] strokeColor(Dataset data, int sample) {
    float[] values = values(data, COLOR, sample);
    float[] color = new float[3];
    for (int i = 0; i < values.length; i++) {
      color[i / 784] = Math.max(color[i / 784], values[i]);
    }
    return color;
  }

  private static int nearestMean(float[] color) {
    int nearest = 0;
    double least = Double.MAX_VALUE;
    for (int c = 0; c < 10; c++) {
      double distance = 0;
      for (int channel = 0; channel < 3; channel++) {
        distance += Math.pow(color[channel] - MEANS[c][channel] / 255.0, 2);
      }
      if (distance < least) {
        least = distance;
        nearest = c;
      }
    }
    return nearest;
  }

  private static Set<List<Float>> contents(Dataset data) {
    Set<List<Float>> contents = new HashSet<>();
    for (int sample = 0; sample < data.size(); sample++) {
      float[] gray = values(data, GRAY, sample);
      contents.add(List.of(gray[0], gray[1]));
    }
    return contents;
  }
}
