package io.evenkeel.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.recipe.DataSpec;
import io.evenkeel.recipe.DataSpec.Normalization;
import io.evenkeel.recipe.VideoSpec;
import io.evenkeel.run.Seed;
import io.evenkeel.views.ViewTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewDatasetTest {
  private static final Modality FRONT = new Modality("front");
  private static final Modality REAR = new Modality("rear");
  private static final Seed SEED = new Seed(7);
  private static final int TRAIN = 8;
  private static final int TEST = 3;

  @TempDir private Path folder;

  @BeforeEach
  void writeTree() {
    ViewTrees.write(folder, TRAIN, TEST, 4);
  }

  @Test
  void everySampleShowsTheViewsOfOneModel() {
    DataSplits splits = open(spec(Normalization.NONE, views(8, List.of(0, 3))));
    Dataset train = splits.train();
    assertThat(train.classes()).isEqualTo(2);
    assertThat(train.size()).isEqualTo(2 * TRAIN - 5);
    assertThat(train.shapes().get(REAR)).isEqualTo(SampleShape.of(3, 8, 8));
    for (Dataset data : List.of(train, splits.validation().data(), splits.test().data())) {
      for (int sample = 0; sample < data.size(); sample++) {
        int front = Math.round(255 * values(data, FRONT, sample)[0]);
        int model = (front - ViewTrees.gray(data.label(sample), 0, 0)) / 10;
        assertThat(front).isEqualTo(ViewTrees.gray(data.label(sample), model, 0));
        assertThat(model < TRAIN).isEqualTo(data != splits.test().data());
        float[] rear = values(data, REAR, sample);
        float expected = ViewTrees.gray(data.label(sample), model, 3) / 255f;
        for (int p = 0; p < rear.length; p++) {
          assertThat(rear[p]).isEqualTo(p % 8 < 4 ? expected : 0);
        }
      }
    }
  }

  @Test
  void theSplitsAreDisjointAndTogetherEverythingAndFollowFromTheSeed() {
    DataSpec spec = spec(Normalization.NONE, views(8, List.of(0, 3)));
    DataSplits splits = open(spec);
    Set<String> models = new TreeSet<>();
    models.addAll(fingerprints(splits.train()));
    models.addAll(fingerprints(splits.validation().data()));
    assertThat(models).hasSize(2 * TRAIN);
    assertThat(fingerprints(splits.test().data())).hasSize(2 * TEST);
    assertThat(splits.probes().stream().map(HeldOut::name)).containsExactly("test", "validation");
    assertThat(fingerprints(open(spec).validation().data()))
        .isEqualTo(fingerprints(splits.validation().data()));
    DataSplits other = ViewDatasetTest.open(spec, new Seed(8));
    assertThat(other.digest()).isNotEqualTo(splits.digest());
    assertThat(open(spec).digest()).isEqualTo(splits.digest());
  }

  @Test
  void trainingMirrorsHalfOfTheViewsByDrawsOfTheirOwn() {
    Dataset train = open(spec(Normalization.NONE, views(8, List.of(0, 3)))).train();
    int mirrored = 0;
    int apart = 0;
    int changed = 0;
    int epochs = 40;
    for (int epoch = 1; epoch <= epochs; epoch++) {
      Dataset seen = train.inEpoch(epoch);
      for (int sample = 0; sample < train.size(); sample++) {
        boolean front = isMirrored(seen, FRONT, sample);
        boolean rear = isMirrored(seen, REAR, sample);
        assertThat(values(seen, FRONT, sample))
            .containsExactly(front ? mirror(train, FRONT, sample) : values(train, FRONT, sample));
        mirrored += (front ? 1 : 0) + (rear ? 1 : 0);
        apart += front == rear ? 0 : 1;
        changed += front == isMirrored(train.inEpoch(epoch + 1), FRONT, sample) ? 0 : 1;
        assertThat(isMirrored(train.inEpoch(epoch), FRONT, sample)).isEqualTo(front);
      }
    }
    int draws = epochs * train.size();
    assertThat(mirrored / (2.0 * draws)).isCloseTo(0.5, within(0.06));
    assertThat(apart / (double) draws).isCloseTo(0.5, within(0.08));
    assertThat(changed / (double) draws).isCloseTo(0.5, within(0.08));
  }

  @Test
  void nothingIsMirroredOutsideTrainingOrWhereTheRecipeSaysNo() {
    DataSpec.Views plain = new DataSpec.Views(List.of(0, 3), 8, false, false, Optional.empty());
    DataSplits flipping = open(spec(Normalization.NONE, views(8, List.of(0, 3))));
    DataSplits still = open(spec(Normalization.NONE, plain));
    for (Dataset data :
        List.of(
            flipping.train(),
            flipping.validation().data().inEpoch(3),
            flipping.test().data().inEpoch(3),
            still.train().inEpoch(3))) {
      for (int sample = 0; sample < data.size(); sample++) {
        assertThat(isMirrored(data, FRONT, sample)).isFalse();
      }
    }
  }

  @Test
  void imageNetNormalizationShiftsAndScalesEachChannelAndPassesEpochsOn() {
    Dataset raw = open(spec(Normalization.NONE, views(8, List.of(0, 3)))).train().inEpoch(2);
    Dataset scaled = open(spec(Normalization.IMAGENET, views(8, List.of(0, 3)))).train().inEpoch(2);
    double[] means = {0.485, 0.456, 0.406};
    double[] deviations = {0.229, 0.224, 0.225};
    for (int sample = 0; sample < raw.size(); sample++) {
      float[] from = values(raw, REAR, sample);
      float[] to = values(scaled, REAR, sample);
      for (int p = 0; p < from.length; p++) {
        double expected = (from[p] - means[p / 64]) / deviations[p / 64];
        assertThat((double) to[p]).isCloseTo(expected, within(1e-6));
      }
    }
  }

  @Test
  void imagesAreBroughtToTheSizeAskedFor() {
    Dataset train = open(spec(Normalization.NONE, views(16, List.of(0, 3)))).train();
    float[] front = values(train, FRONT, 0);
    assertThat(front).hasSize(3 * 16 * 16);
    assertThat(front[0]).isPositive();
    assertThat(front[15]).isZero();
  }

  @Test
  void theSameViewMayStandTwice() {
    Dataset train = open(spec(Normalization.NONE, views(8, List.of(2, 2)))).train();
    assertThat(values(train, FRONT, 1)).containsExactly(values(train, REAR, 1));
  }

  @Test
  void theDigestSeesNamesAndSizesAndSettingsButReadsNoPixel() throws IOException {
    DataSpec spec = spec(Normalization.NONE, views(8, List.of(0, 3)));
    String digest = open(spec).digest();
    assertThat(open(spec(Normalization.NONE, views(8, List.of(0, 2)))).digest())
        .isNotEqualTo(digest);
    assertThat(open(spec(Normalization.NONE, views(16, List.of(0, 3)))).digest())
        .isNotEqualTo(digest);
    Path used = folder.resolve("bed/test/bed_0008.obj.shaded_v001.png");
    byte[] bytes = Files.readAllBytes(used);
    Files.write(used, new byte[bytes.length]);
    assertThat(open(spec).digest()).isEqualTo(digest);
    Files.write(used, Arrays.copyOf(bytes, bytes.length + 1));
    assertThat(open(spec).digest()).isNotEqualTo(digest);
  }

  @Test
  void aBrokenImageIsNamedWhenItIsRead() throws IOException {
    Files.write(folder.resolve("bed/test/bed_0008.obj.shaded_v001.png"), new byte[3]);
    Dataset test = open(spec(Normalization.NONE, views(8, List.of(0, 3)))).test().data();
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> fingerprints(test))
        .withMessageContaining("bed_0008.obj.shaded_v001.png: begins with 000000");
  }

  @Test
  void whatIsLeftOutIsTold() throws IOException {
    Files.delete(folder.resolve("bed/train/bed_0001.obj.shaded_v002.png"));
    ViewTrees.write(folder.resolve("bed/train/sheet.png"), 1);
    List<String> notices = new ArrayList<>();
    DataSource.open(spec(Normalization.NONE, views(8, List.of(0, 3))), SEED, notices::add);
    assertThat(notices)
        .containsExactly(
            "1 models left out in " + folder + ":",
            "left out bed/train/bed_0001: 3 views where most models have 4",
            "1 PNG files are not named as views of a model, such as bed/train/sheet.png");
  }

  @Test
  void whatCannotBeIsRefusedWithItsKey() {
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> open(spec(Normalization.NONE, views(8, List.of(0, 4)))))
        .withMessageStartingWith("data.views.numbers: 4; expected at most 3");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> spec(Normalization.NONE, views(8, List.of(0))))
        .withMessageStartingWith("data.views.numbers: [0]; expected one view number for each");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(
            () ->
                open(
                    new DataSpec(
                        DataSpec.Source.MODELNET40,
                        Optional.of(folder.toString()),
                        Optional.empty(),
                        List.of("front", "front"),
                        OptionalInt.empty(),
                        5,
                        OptionalInt.empty(),
                        DataSpec.defaults().colors(),
                        Normalization.NONE,
                        views(8, List.of(0, 1)),
                        VideoSpec.defaults())))
        .withMessageStartingWith("data.modalities: [front, front]; expected each modality once");
  }

  private DataSpec spec(Normalization normalization, DataSpec.Views views) {
    return new DataSpec(
        DataSpec.Source.MODELNET40,
        Optional.of(folder.toString()),
        Optional.empty(),
        List.of("front", "rear"),
        OptionalInt.empty(),
        5,
        OptionalInt.empty(),
        DataSpec.defaults().colors(),
        normalization,
        views,
        VideoSpec.defaults());
  }

  private static DataSpec.Views views(int size, List<Integer> numbers) {
    return new DataSpec.Views(numbers, size, true, false, Optional.empty());
  }

  private static DataSplits open(DataSpec spec) {
    return open(spec, SEED);
  }

  private static DataSplits open(DataSpec spec, Seed seed) {
    return DataSource.open(spec, seed);
  }

  private static Set<String> fingerprints(Dataset data) {
    Set<String> all = new TreeSet<>();
    for (int sample = 0; sample < data.size(); sample++) {
      all.add(data.label(sample) + " " + values(data, FRONT, sample)[0]);
    }
    return all;
  }

  private static boolean isMirrored(Dataset data, Modality modality, int sample) {
    return values(data, modality, sample)[0] == 0;
  }

  private static float[] mirror(Dataset data, Modality modality, int sample) {
    float[] values = values(data, modality, sample);
    float[] mirrored = new float[values.length];
    for (int p = 0; p < values.length; p++) {
      mirrored[p / 8 * 8 + 7 - p % 8] = values[p];
    }
    return mirrored;
  }

  private static float[] values(Dataset data, Modality modality, int sample) {
    float[] values = new float[data.shapes().get(modality).values()];
    data.copy(modality, sample, values, 0);
    return values;
  }
}
