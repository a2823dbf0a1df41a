package io.evenkeel.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.input.BadInputException;
import io.evenkeel.run.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Damaged manifests are read or rejected, whatever the damage. */
class ManifestFuzzTest {
  private static final int MOST_MUTATIONS = 5;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "m.csv, 1000",
    "m.jsonl, 1000",
    "none.parquet, 500",
    "snappy.parquet, 300",
    "zstd.parquet, 300"
  })
  @Timeout(120)
  void everyMutatedFileIsEitherReadOrRejectedAsBadInput(String name, int files) throws IOException {
    byte[] original = original(name);
    int read = 0;
    for (int i = 0; i < files; i++) {
      UniformRandomProvider random = new Seed(20261125).fold(i).random();
      Path file = Files.write(folder.resolve(name), mutated(original, random));
      try {
        ManifestTable table = ManifestTable.read(file);
        for (ManifestColumn column : table.columns()) {
          assertThat(column.rows()).isEqualTo(table.rows());
          assertThat(column.distinct().size()).isLessThanOrEqualTo(table.rows());
        }
        read++;
      } catch (BadInputException expected) {
        assertThat(expected).hasMessageStartingWith(file.toString());
        assertThat(expected.getMessage()).doesNotContain("\n").doesNotContain("null;");
      }
    }
    assertThat(read).as("read in spite of the damage").isBetween(1, files * 9 / 10);
  }

  private static byte[] original(String name) throws IOException {
    if (name.equals("m.csv")) {
      return "image,label,n\n\"a,\"\"b\"\".png\",kätz,1\n\"x\r\ny\",,2.5\r\nc,d,\n".getBytes(UTF_8);
    }
    if (name.equals("m.jsonl")) {
      return "{\"a\":\"ü\\n\",\"b\":[1,2.5e3],\"c\":null}\n{\"a\":\"x\",\"d\":true}\n"
          .getBytes(UTF_8);
    }
    try (var in = ManifestFuzzTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private static byte[] mutated(byte[] original, UniformRandomProvider random) {
    byte[] file = original.clone();
    int mutations = 1 + random.nextInt(MOST_MUTATIONS);
    for (int m = 0; m < mutations && file.length > 0; m++) {
      // A Parquet file is read from its end: half of the hits go there.
      int least = random.nextBoolean() ? Math.max(0, file.length - 3000) : 0;
      int at = least + random.nextInt(file.length - least);
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> file[at] ^= (byte) (1 << random.nextInt(8));
        case 3, 4 -> file[at] = (byte) random.nextInt();
        case 5 -> file[at] = (byte) "\",\n\r{}[]:\0".charAt(random.nextInt(10));
        case 6 -> file[at] = (byte) 0xff;
        default -> file = random.nextInt(4) == 0 ? Arrays.copyOf(file, at) : file;
      }
    }
    return file;
  }
}
