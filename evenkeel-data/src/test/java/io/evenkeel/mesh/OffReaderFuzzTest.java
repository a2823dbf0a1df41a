package io.evenkeel.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.evenkeel.input.BadInputException;
import io.evenkeel.run.Seed;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

/** Damaged files are read or rejected, whatever the damage, and never cost much memory. */
class OffReaderFuzzTest {
  private static final int FILES = 4000;
  private static final int MOST_MUTATIONS = 4;
  private static final long MOST_ALLOCATED_BYTES = 4L << 20;
  private static final List<String> HEADERS =
      List.of("OFF 2000000000 2000000000 0\n", "OFF199999999 1\n", "OFF\n-1 5 0\n", "OFF\n3\n", "");

  private static byte[][] originals() {
    String corner = "0 0 0\n1 0 0\n0 1 0\n0 0 1\n";
    return new byte[][] {
      bytes("OFF\n4 4 6\n" + corner + "3 0 1 2\n3 0 1 3\n3 0 2 3\n3 1 2 3\n"),
      bytes("OFF4 1 0\r\n" + corner.replace("\n", "\r\n") + "4 0 1 2 3 255 0 0\r\n"),
      bytes("# comment\nOFF\n\n4 2\n" + corner.replace("0", "-1.5e-3") + "3 0 1 2 # face\n3 1 2 3"),
      bytes(SyntheticClass.all().get(5).model(new Seed(3)).off())
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void everyMutatedFileIsEitherReadOrRejectedAsBadInput() {
    byte[][] originals = originals();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    int readable = 0;
    int rejected = 0;
    for (int i = 0; i < FILES; i++) {
      byte[] file = mutated(originals[i % originals.length], new Seed(20261125).fold(i).random());
      long before = threads.getThreadAllocatedBytes(self);
      try {
        Mesh mesh = OffReader.read("fuzzed", new ByteArrayInputStream(file));
        assertThat(mesh.triangles()).isPositive();
        readable++;
      } catch (BadInputException expected) {
        assertThat(expected.getMessage())
            .startsWith("fuzzed")
            .contains("; expected ")
            .doesNotContain("\n")
            .doesNotContain("null")
            .hasSizeLessThan(250);
        rejected++;
      }
      assertThat(threads.getThreadAllocatedBytes(self) - before)
          .as("bytes allocated for file %s", i)
          .isLessThan(MOST_ALLOCATED_BYTES);
    }
    assertThat(readable).as("files read in spite of the damage").isGreaterThan(FILES / 20);
    assertThat(rejected).isGreaterThan(FILES / 4);
  }

  private static byte[] mutated(byte[] original, UniformRandomProvider random) {
    byte[] file = original.clone();
    int mutations = 1 + random.nextInt(MOST_MUTATIONS);
    for (int m = 0; m < mutations && file.length > 0; m++) {
      // Half of the hits go to the header, where they do most harm.
      int at = random.nextInt(random.nextBoolean() ? Math.min(20, file.length) : file.length);
      switch (random.nextInt(7)) {
        case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> file[at] = (byte) random.nextInt();
        case 2 -> file[at] = (byte) "0123456789 \n\r#.-+eE".charAt(random.nextInt(19));
        case 3 -> file = Arrays.copyOf(file, at);
        case 4 -> file = joined(Arrays.copyOf(file, at), Arrays.copyOfRange(file, at, at + 12));
        case 5 ->
            file =
                joined(
                    bytes(HEADERS.get(random.nextInt(HEADERS.size()))),
                    Arrays.copyOfRange(file, at, file.length));
        default ->
            file =
                joined(
                    joined(Arrays.copyOf(file, at), bytes(random.nextInt() + " ")),
                    Arrays.copyOfRange(file, at, file.length));
      }
    }
    return file;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @Test
  void memoryFollowsTheFileAndNotItsHeader() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    byte[] file = bytes("OFF 199999999 199999999 0\n0 0 0\n1 0 0\n");
    long before = threads.getThreadAllocatedBytes(self);
    try {
      OffReader.read("huge", new ByteArrayInputStream(file));
    } catch (BadInputException expected) {
      assertThat(expected)
          .hasMessage("huge, line 4: the file ends; expected vertex 3 of 199999999");
    }
    assertThat(threads.getThreadAllocatedBytes(self) - before).isLessThan(1L << 20);
  }
}
