package io.evenkeel.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.DataSpec;
import io.evenkeel.run.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSourceTest {
  private static final Seed SEED = new Seed(1);

  @TempDir private Path folder;

  @Test
  void theEmbeddedMnistIsReadWhenNoFolderIsNamed() {
    DataSplits splits = DataSource.open(DataSpec.defaults(), SEED);

    assertThat(splits.train().size()).isEqualTo(55_000);
    assertThat(splits.validation().data().size()).isEqualTo(5_000);
    assertThat(splits.test().data().size()).isEqualTo(10_000);
    assertThat(splits.train().classes()).isEqualTo(10);
    // 980 test digits are zeros and 1,135 are ones.
    assertThat(count(splits.test().data(), 0)).isEqualTo(980);
    assertThat(count(splits.test().data(), 1)).isEqualTo(1135);
    // 5,421 of the fives are in the training file.
    assertThat(count(splits.train(), 5) + count(splits.validation().data(), 5)).isEqualTo(5421);
    // The well-known mean of MNIST, over training and validation images alike.
    assertThat(meanGray(splits.train())).isBetween(0.130, 0.1314);
  }

  @Test
  void aFolderOfIdxFilesTakesTheirPlace() {
    DataSplits splits = DataSource.open(in(IdxFiles.folder(folder, 120, 30).toString(), 20), SEED);

    assertThat(splits.train().size()).isEqualTo(100);
    assertThat(splits.validation().data().size()).isEqualTo(20);
    assertThat(splits.test().data().size()).isEqualTo(30);
    assertThat(splits.probes()).hasSize(4);
    assertThat(DataSource.open(in(folder.toString(), 20), SEED).digest())
        .isEqualTo(splits.digest());
    assertThat(DataSource.open(in(folder.toString(), 20), new Seed(2)).digest())
        .isNotEqualTo(splits.digest());
  }

  @Test
  void aFolderThatIsMissingOrEmptyIsNamed() throws IOException {
    String missing = folder.resolve("missing").toString();
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> DataSource.open(in(missing, 20), SEED))
        .withMessage(
            "data.directory: no such folder, "
                + missing
                + "; expected a folder of IDX files, or null for the embedded MNIST");
    Path file = Files.createFile(folder.resolve("file"));
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> DataSource.open(in(file.toString(), 20), SEED))
        .withMessageStartingWith("data.directory: a file, " + file + "; expected");
    Path inside = file.resolve("inside");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> DataSource.open(in(inside.toString(), 20), SEED))
        .withMessageStartingWith(
            "data.directory: "
                + inside
                + ", which cannot be read (a file stands where a folder would have to be)");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> DataSource.open(in(folder.toString(), 20), SEED))
        .withMessageContaining("no file of train-images");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> DataSource.open(in("a\0b", 20), SEED))
        .withMessageStartingWith("data.directory");
  }

  private static DataSpec in(String directory, int validation) {
    DataSpec defaults = DataSpec.defaults();
    return new DataSpec(
        defaults.source(),
        Optional.of(directory),
        defaults.manifest(),
        defaults.modalities(),
        OptionalInt.empty(),
        validation,
        OptionalInt.empty(),
        defaults.colors(),
        defaults.normalization(),
        defaults.views(),
        defaults.video());
  }

  private static int count(Dataset data, int label) {
    int count = 0;
    for (int sample = 0; sample < data.size(); sample++) {
      count += data.label(sample) == label ? 1 : 0;
    }
    return count;
  }

  private static double meanGray(Dataset data) {
    float[] gray = new float[784];
    double sum = 0;
    for (int sample = 0; sample < data.size(); sample++) {
      data.copy(ColoredMnist.GRAY, sample, gray, 0);
      for (float value : gray) {
        sum += value;
      }
    }
    return sum / data.size() / gray.length;
  }
}
