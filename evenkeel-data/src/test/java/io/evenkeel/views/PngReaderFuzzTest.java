package io.evenkeel.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.input.BadInputException;
import io.evenkeel.run.Seed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Damaged images are read or rejected, whatever the damage. */
class PngReaderFuzzTest {
  private static final int FILES = 6000;
  private static final int MOST_MUTATIONS = 4;
  private static final int SIGNATURE_BYTES = 8;
  private static final String[] ORIGINALS = {
    "gray", "gray-16", "gray-alpha", "rgb", "rgba", "palette-1", "palette-4", "palette-alpha"
  };

  @Test
  @Timeout(120)
  void everyMutatedFileIsEitherReadOrRejectedAsBadInput() throws IOException {
    int readable = 0;
    int undecodable = 0;
    List<byte[]> originals = new ArrayList<>();
    for (String name : ORIGINALS) {
      originals.add(PngReaderTest.resource(name + ".png"));
    }
    for (int i = 0; i < FILES; i++) {
      UniformRandomProvider random = new Seed(20261125).fold(i).random();
      byte[] file = mutated(originals.get(i % originals.size()), random);
      // Most damage is caught by a checksum; what is behind that has to hold as well.
      if (i % 4 != 0) {
        mendChecksums(file);
      }
      try {
        Picture picture = PngReader.read("fuzzed", file);
        assertThat(picture.rgb()).hasSize(picture.width() * picture.height() * 3);
        readable++;
      } catch (BadInputException expected) {
        assertThat(expected).hasMessageStartingWith("fuzzed: ");
        assertThat(expected.getMessage()).doesNotContain("\n").doesNotContain("null");
        undecodable += expected.getMessage().contains("cannot be decoded") ? 1 : 0;
      }
    }
    assertThat(readable).as("files read in spite of the damage").isGreaterThan(100);
    assertThat(undecodable).as("files that the decoder itself refuses").isGreaterThan(500);
  }

  private static byte[] mutated(byte[] original, UniformRandomProvider random) {
    byte[] file = original.clone();
    int mutations = 1 + random.nextInt(MOST_MUTATIONS);
    for (int m = 0; m < mutations && file.length > 0; m++) {
      // Half of the hits go to the header, where they do most harm.
      int at = random.nextInt(random.nextBoolean() ? Math.min(33, file.length) : file.length);
      switch (random.nextInt(8)) {
        case 0, 1 -> file[at] ^= (byte) (1 << random.nextInt(8));
        case 2, 3 -> file[at] = (byte) random.nextInt();
        case 4 -> file[at] = (byte) 0xff;
        case 5 -> file[at] = 0;
        case 6 -> file = Arrays.copyOf(file, at);
        default -> file = Arrays.copyOf(file, file.length + 1 + random.nextInt(30));
      }
    }
    return file;
  }

  private static void mendChecksums(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    int at = SIGNATURE_BYTES;
    while (at + 12 <= file.length) {
      int length = bytes.getInt(at);
      if (length < 0 || length > file.length - at - 12) {
        return;
      }
      CRC32 sum = new CRC32();
      sum.update(file, at + 4, 4 + length);
      bytes.putInt(at + 8 + length, (int) sum.getValue());
      at += 12 + length;
    }
  }
}
