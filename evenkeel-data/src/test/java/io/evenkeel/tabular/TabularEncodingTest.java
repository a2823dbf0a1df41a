package io.evenkeel.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.input.BadInputException;
import io.evenkeel.manifest.ManifestTable;
import io.evenkeel.tabular.TabularColumns.MissingNumbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TabularEncodingTest {
  // Ages 20, 30 and 50 of the training split: mean 100 / 3, variance 1400 / 9.
  private static final String TABLE =
      """
      age,city,same,pet
      20,York,7,cat
      30,Bonn,7,
      90,Rome,9,dog
      ,Bonn,7,ant
      50,York,,cat
      """;
  private static final int[] TRAINING = {0, 1, 3, 4};

  @TempDir private Path folder;

  private ManifestTable table(String text) throws IOException {
    return ManifestTable.read(Files.writeString(folder.resolve("m.csv"), text));
  }

  private static TabularColumns columns(MissingNumbers missing) {
    return new TabularColumns(List.of("age", "same"), List.of("city", "pet"), missing);
  }

  @Test
  void numbersHaveMeanZeroAndVarianceOneOverTheTrainingSplit() throws IOException {
    ManifestTable table = table(TABLE);
    TabularEncoding encoding = TabularEncoding.fit(table, columns(MissingNumbers.MEAN), TRAINING);
    assertThat(encoding.numeric().get(0).mean()).isCloseTo(100 / 3.0, within(1e-12));
    assertThat(encoding.numeric().get(0).deviation())
        .isCloseTo(Math.sqrt(1400 / 9.0), within(1e-12));
    assertThat(encoding.numbers()).isEqualTo(2);
    // (90 - 100 / 3) / sqrt(1400 / 9) = 4.5434413; the column that is always 7 is only shifted.
    assertThat(encoding.encode(table, 2).numbers()).containsExactly(4.5434413f, 2);
    assertThat(encoding.encode(table, 0).numbers()).containsExactly(-1.0690450f, 0);
    assertThat(encoding.encode(table, 3).numbers()).containsExactly(0, 0);
    assertThat(encoding.encode(table, 4).numbers()).containsExactly(1.3363062f, 0);
  }

  @Test
  void categoriesAreNumberedByNameAndUnknownOnesAreZero() throws IOException {
    ManifestTable table = table(TABLE);
    TabularEncoding encoding = TabularEncoding.fit(table, columns(MissingNumbers.MEAN), TRAINING);
    assertThat(encoding.categorySizes()).containsExactly(3, 3);
    // Bonn 1, York 2; ant 1, cat 2; Rome and dog are of the test split alone.
    int[][] expected = {{2, 2}, {1, 0}, {0, 0}, {1, 1}, {2, 2}};
    for (int row = 0; row < expected.length; row++) {
      assertThat(encoding.encode(table, row).categories()).containsExactly(expected[row]);
    }
  }

  @Test
  void theOrderOfTheTrainingRowsDoesNotMatter() throws IOException {
    ManifestTable table = table(TABLE);
    TabularColumns columns = columns(MissingNumbers.MEAN);
    assertThat(TabularEncoding.fit(table, columns, new int[] {4, 3, 1, 0}))
        .isEqualTo(TabularEncoding.fit(table, columns, TRAINING));
  }

  @Test
  void indicatorsSayWhichNumbersAreMissing() throws IOException {
    ManifestTable table = table(TABLE);
    TabularEncoding encoding =
        TabularEncoding.fit(table, columns(MissingNumbers.MEAN_AND_INDICATOR), TRAINING);
    assertThat(encoding.numbers()).isEqualTo(4);
    assertThat(encoding.encode(table, 3).numbers()).containsExactly(0, 0, 1, 0);
    assertThat(encoding.encode(table, 4).numbers()).containsExactly(1.3363062f, 0, 0, 1);
    assertThat(encoding.encode(table, 2).numbers()).containsExactly(4.5434413f, 2, 0, 0);
  }

  @Test
  void columnsThatCannotBeEncodedAreRefused() throws IOException {
    ManifestTable table = table("n,c\n,x\none,y\n");
    TabularColumns columns = new TabularColumns(List.of("n"), List.of("c"), MissingNumbers.MEAN);
    assertThatThrownBy(() -> TabularEncoding.fit(table, columns, new int[] {0}))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("column n: no value in the training split");
    assertThatThrownBy(() -> TabularEncoding.fit(table, columns, new int[] {1}))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("line 3, column n: \"one\"");
  }
}
