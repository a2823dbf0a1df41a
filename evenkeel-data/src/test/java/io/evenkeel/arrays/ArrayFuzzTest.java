package io.evenkeel.arrays;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.input.BadInputException;
import io.evenkeel.run.Seed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Damaged arrays are read or rejected, whatever the damage. */
class ArrayFuzzTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"be-f2-fortran.npy, 1000", "version2.npy, 1000", "one.npz, 500", "stored.npz, 500"})
  @Timeout(120)
  void everyMutatedFileIsEitherReadOrRejectedAsBadInput(String name, int files) throws IOException {
    byte[] original;
    try (var in = ArrayFuzzTest.class.getResourceAsStream(name)) {
      original = in.readAllBytes();
    }
    int read = 0;
    for (int i = 0; i < files; i++) {
      UniformRandomProvider random = new Seed(20261125).fold(i).random();
      byte[] bytes = mutated(original, random);
      Path file = folder.resolve(name);
      try {
        if (name.endsWith(".npy")) {
          InputStream in = new ByteArrayInputStream(bytes);
          FloatArray array = NpyReader.read(file.toString(), in, bytes.length);
          assertThat(array.values()).isNotEmpty();
        } else {
          Files.write(file, bytes);
          for (String array : NpzReader.names(file)) {
            NpzReader.read(file, array);
          }
        }
        read++;
      } catch (BadInputException expected) {
        assertThat(expected).hasMessageStartingWith(file.toString());
        assertThat(expected.getMessage()).doesNotContain("\n").doesNotContain("(null)");
      }
    }
    assertThat(read).as("read in spite of the damage").isBetween(1, files * 9 / 10);
  }

  private static byte[] mutated(byte[] original, UniformRandomProvider random) {
    byte[] file = original.clone();
    for (int m = 1 + random.nextInt(4); m > 0 && file.length > 0; m--) {
      int at = random.nextInt(random.nextBoolean() ? Math.min(90, file.length) : file.length);
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> file[at] ^= (byte) (1 << random.nextInt(8));
        case 3 -> file[at] = (byte) random.nextInt();
        case 4 -> file[at] = (byte) ('0' + random.nextInt(10));
        case 5 -> file[at] = (byte) 0xff;
        case 6 -> file = Arrays.copyOf(file, at);
        default -> file = Arrays.copyOf(file, file.length + random.nextInt(10));
      }
    }
    return file;
  }
}
