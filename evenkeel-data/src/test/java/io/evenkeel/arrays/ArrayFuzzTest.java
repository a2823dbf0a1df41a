package io.evenkeel.arrays;

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
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged arrays are read or rejected, whatever the damage. */
class ArrayFuzzTest {
  private static final int FILES = 1000;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"be-f2-fortran.npy", "version2.npy", "one.npz", "stored.npz"})
  @Timeout(120)
  void everyMutatedFileIsEitherReadOrRejectedAsBadInput(String name) throws IOException {
    byte[] original;
    try (var in = ArrayFuzzTest.class.getResourceAsStream(name)) {
      original = in.readAllBytes();
    }
    int read = 0;
    for (int i = 0; i < FILES; i++) {
      UniformRandomProvider random = new Seed(20261125).fold(i).random();
      Path file = Files.write(folder.resolve(name), mutated(original, random));
      try {
        if (name.endsWith(".npy")) {
          FloatArray array = NpyReader.read(file);
          assertThat(array.values()).isNotEmpty();
        } else {
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
    assertThat(read).as("read in spite of the damage").isBetween(1, FILES * 9 / 10);
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
