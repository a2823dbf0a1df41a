package io.evenkeel.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.recipe.InputSpec.Kind;
import io.evenkeel.run.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged manifests give samples or one line, all the way to the numbers. */
class ManifestDataFuzzTest {
  private static final int FILES = 600;
  private static final String CSV =
      """
      v,ids,age,pet,label,split,who,w
      1;2,1 2,3,cat,a,train,p,1
      2;3,3,4,dog,b,train,q,2
      3;4,,5,cat,a,train,p,1
      ,2 2 1,,emu,b,val,r,1
      5;6,1,7,cat,a,test,s,0.5
      """;
  private static final String USUAL = ",;\n\"0123456789-.eatrinvlspqNaI \0";

  @TempDir Path folder;

  @Test
  void everyDamagedManifestIsEitherSamplesOrOneLine() throws IOException {
    int read = 0;
    for (int i = 0; i < FILES; i++) {
      UniformRandomProvider random = new Seed(77).fold(i).random();
      ManifestKeys keys =
          ManifestKeys.of(folder, CSV)
              .with("v", Kind.VECTOR)
              .with("ids", Kind.TEXT)
              .with("t", ManifestKeys.table(List.of("age"), List.of("pet")));
      keys.group = Optional.of("who");
      keys.weight = Optional.of("w");
      Files.write(keys.file, damaged(CSV.getBytes(ISO_8859_1), random));
      try {
        DataSplits data = keys.open();
        readAll(data.train());
        readAll(data.validation().data());
        readAll(data.test().data());
        read++;
      } catch (BadInputException expected) {
        assertThat(expected.getMessage()).doesNotContain("\n").doesNotContain("null;");
      }
    }
    assertThat(read).as("read in spite of the damage").isBetween(FILES / 20, FILES * 9 / 10);
  }

  private static byte[] damaged(byte[] csv, UniformRandomProvider random) {
    for (int m = 1 + random.nextInt(3); m > 0; m--) {
      int at = random.nextInt(csv.length);
      csv[at] =
          random.nextInt(8) == 0
              ? (byte) random.nextInt()
              : (byte) USUAL.charAt(random.nextInt(USUAL.length()));
    }
    return csv;
  }

  private static void readAll(Dataset data) {
    for (int sample = 0; sample < data.size(); sample++) {
      assertThat(data.weight(sample)).isFinite().isNotNegative();
      assertThat(data.label(sample)).isBetween(0, data.classes() - 1);
      for (Modality modality : data.shapes().modalities()) {
        float[] values = new float[data.shapes().get(modality).values()];
        data.copy(modality, sample, values, 0);
        for (float value : values) {
          assertThat(value).isFinite();
        }
      }
    }
  }
}
