package io.evenkeel.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.input.BadInputException;
import io.evenkeel.run.Seed;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

/** Damaged files are read or rejected, whatever the damage, and never cost much memory. */
class IdxReaderFuzzTest {
  private static final int FILES = 4000;
  private static final int MOST_MUTATIONS = 4;
  private static final long MOST_ALLOCATED_BYTES = 4L << 20;

  @Test
  void everyMutatedFileIsEitherReadOrRejectedAsBadInput() {
    byte[][] originals = {
      IdxFiles.images(5, 6, 7),
      IdxFiles.labels(40, 10),
      IdxFiles.gzip(IdxFiles.images(5, 6, 7)),
      IdxFiles.gzip(IdxFiles.labels(40, 10))
    };
    int readable = 0;
    int rejected = 0;
    for (int i = 0; i < FILES; i++) {
      UniformRandomProvider random = new Seed(20261124).fold(i).random();
      byte[] file = mutated(originals[i % originals.length], random);
      AllocatedBytes before = AllocatedBytes.ofThisThread();
      try {
        read(file, i);
        readable++;
      } catch (BadInputException expected) {
        assertThat(expected).hasMessageStartingWith("fuzzed");
        assertThat(expected.getMessage()).doesNotContain("\n").doesNotContain("null");
        rejected++;
      }
      assertThat(before.since())
          .as("bytes allocated for file %s", i)
          .isLessThan(MOST_ALLOCATED_BYTES);
    }
    assertThat(readable).as("files read in spite of the damage").isPositive();
    assertThat(rejected).isGreaterThan(FILES / 2);
  }

  private static void read(byte[] file, int i) {
    if (i % 2 == 0) {
      IdxImages images = IdxReader.images("fuzzed", new ByteArrayInputStream(file));
      assertThat(images.pixels()).hasSize(images.count() * images.pixelsPerImage());
    } else {
      IdxLabels labels = IdxReader.labels("fuzzed", new ByteArrayInputStream(file));
      assertThat(labels.count()).isPositive();
    }
  }

  private static byte[] mutated(byte[] original, UniformRandomProvider random) {
    byte[] file = original.clone();
    int mutations = 1 + random.nextInt(MOST_MUTATIONS);
    for (int m = 0; m < mutations && file.length > 0; m++) {
      // Half of the hits go to the header, where they do most harm.
      int at = random.nextInt(random.nextBoolean() ? Math.min(20, file.length) : file.length);
      switch (random.nextInt(5)) {
        case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> file[at] = (byte) random.nextInt();
        case 2 -> file[at] = (byte) 0xff;
        case 3 -> file = Arrays.copyOf(file, at);
        default -> file = Arrays.copyOf(file, file.length + 1 + random.nextInt(30));
      }
    }
    return file;
  }
}
