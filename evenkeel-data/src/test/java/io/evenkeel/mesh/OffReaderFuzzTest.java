package io.evenkeel.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.input.BadInputException;
import io.evenkeel.run.Seed;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Damaged meshes are read or rejected, whatever the damage; what is read can be drawn. */
class OffReaderFuzzTest {
  private static final int FILES = 6000;
  private static final String[] WORDS = {
    "2000000000",
    "-1",
    "nan",
    "inf",
    "1e308",
    "1e-308",
    "9999999999999999999999",
    "#",
    "OFF",
    "\n",
    "0x10",
    " ",
    "\r",
    "1e",
    "-",
    "\u0000"
  };

  @Test
  @Timeout(120)
  void everyMutatedFileIsEitherReadOrRejectedAsBadInput() {
    List<String> originals =
        List.of(
            "OFF\n4 4 6\n0 0 0\n1 0 0\n0 1 0\n0 0 1\n3 0 1 2\n3 0 1 3\n3 0 2 3\n3 1 2 3\n",
            "OFF5 2 0\n0 0 0\n1 0 0\n1 1 .5\n0 1 0\n.5 .5 2e0\n4 0 1 2 3\n3 0 1 4 255 0 0\n",
            SyntheticClass.all().get(0).model(new Seed(1)).off());
    Renderer renderer = new Renderer(RenderSettings.defaults().withSize(8));
    int readable = 0;
    int rejected = 0;
    for (int i = 0; i < FILES; i++) {
      UniformRandomProvider random = new Seed(20261125).fold(i).random();
      byte[] original = originals.get(i % originals.size()).getBytes(StandardCharsets.US_ASCII);
      byte[] file = mutated(original, random);
      try {
        Mesh mesh = OffReader.read("fuzzed", new ByteArrayInputStream(file));
        assertThat(renderer.view(mesh, 0).gray()).hasSize(64);
        readable++;
      } catch (BadInputException expected) {
        assertThat(expected).hasMessageStartingWith("fuzzed");
        assertThat(expected.getMessage()).doesNotContain("\n").doesNotContain("null");
        rejected++;
      }
    }
    assertThat(readable).as("files read in spite of the damage").isGreaterThan(300);
    assertThat(rejected).as("files rejected").isGreaterThan(1000);
  }

  private static byte[] mutated(byte[] original, UniformRandomProvider random) {
    byte[] file = original.clone();
    int mutations = 1 + random.nextInt(4);
    for (int m = 0; m < mutations && file.length > 0; m++) {
      // Half of the hits go to the header, where they do most harm.
      int at = random.nextInt(random.nextBoolean() ? Math.min(12, file.length) : file.length);
      switch (random.nextInt(5)) {
        case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> file[at] = (byte) ('0' + random.nextInt(10));
        case 2 -> file[at] = (byte) random.nextInt();
        case 3 -> file = Arrays.copyOf(file, at);
        default -> file = inserted(file, at, WORDS[random.nextInt(WORDS.length)]);
      }
    }
    return file;
  }

  private static byte[] inserted(byte[] file, int at, String word) {
    byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
    byte[] longer = Arrays.copyOf(file, file.length + bytes.length);
    System.arraycopy(file, at, longer, at + bytes.length, file.length - at);
    System.arraycopy(bytes, 0, longer, at, bytes.length);
    return longer;
  }
}
