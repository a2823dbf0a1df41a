package io.evenkeel.audio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.arrays.NpyReader;
import io.evenkeel.input.BadInputException;
import io.evenkeel.run.Seed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against what libsndfile writes and reads: write_sounds.py. */
class WavReaderTest {
  @TempDir private Path folder;

  static byte[] bytes(String name) throws IOException {
    try (var in = WavReaderTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  static float[] array(Path folder, String name) throws IOException {
    return NpyReader.read(Files.write(folder.resolve(name), bytes(name))).values();
  }

  private static void refused(byte[] file, String message) {
    assertThatThrownBy(() -> WavReader.read("a.wav", file))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("a.wav: ")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wav-pcm_u8",
        "wav-pcm_16",
        "wav-pcm_24",
        "wav-pcm_32",
        "wav-float",
        "wav-double",
        "wavex-pcm_u8",
        "wavex-pcm_16",
        "wavex-pcm_24",
        "wavex-pcm_32",
        "wavex-float",
        "wavex-double"
      })
  void everyEncodingIsReadAndMixed(String name) throws IOException {
    Sound sound = WavReader.read(name, bytes(name + ".wav"));
    float[] expected = array(folder, name + ".npy");
    assertThat(sound.rate()).isEqualTo(22050);
    assertThat(sound.samples()).hasSize(200).containsExactly(expected, within(1e-7f));
  }

  @Test
  void damagedFilesAreRefused() throws IOException {
    byte[] whole = bytes("wav-pcm_16.wav");
    refused(new byte[0], "0 bytes in all; expected a WAV file");
    refused("some other file".getBytes(ISO_8859_1), "begins with someer f");
    refused(Arrays.copyOf(whole, whole.length - 1), "a chunk data of 800 bytes at byte 36, where");
    refused(Arrays.copyOf(whole, 36), "ends without a data chunk");
    refused(changed(whole, 16, Integer.MAX_VALUE), "a chunk fmt of 2147483647 bytes at byte 12");
    refused(changed(whole, 40, -1), "a chunk data of 4294967295 bytes");
    refused(changed(whole, 40, 798), "798 bytes of sound; expected whole frames of 4");
    refused(changed(whole, 40, 0), "0 bytes of sound");
    refused(changed(whole, 20, 2 << 16 | 85), "format 85 of 16 bits");
    refused(changed(whole, 20, 1), "0 channels at 22050 Hz");
    refused(changed(whole, 24, -1), "2 channels at 4294967295 Hz");
    refused(changed(whole, 32, 16 << 16 | 5), "frames of 5 bytes; expected 4");
    refused(changed(whole, 12, 0x4c494146), "data before their format");
    refused(changed(bytes("wavex-pcm_16.wav"), 48, 7), "an unknown sub-format");
    byte[] infinite = changed(bytes("wav-float.wav"), 200, 0x7f800000);
    refused(infinite, "a value that is not finite in frame ");
    Path missing = folder.resolve("missing.wav");
    assertThatThrownBy(() -> WavReader.read(missing)).hasMessageContaining("no such file");
  }

  private static byte[] changed(byte[] file, int at, int value) {
    return ByteBuffer.wrap(file.clone()).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value).array();
  }

  @ParameterizedTest
  @CsvSource({"wav-pcm_24.wav", "wavex-float.wav"})
  @Timeout(60)
  void everyMutatedFileIsEitherReadOrRejectedAsBadInput(String name) throws IOException {
    byte[] original = bytes(name);
    int read = 0;
    for (int i = 0; i < 1000; i++) {
      UniformRandomProvider random = new Seed(20261125).fold(i).random();
      byte[] file = original.clone();
      for (int m = 1 + random.nextInt(3); m > 0 && file.length > 0; m--) {
        int at = random.nextInt(random.nextInt(8) > 0 ? Math.min(84, file.length) : file.length);
        switch (random.nextInt(4)) {
          case 0 -> file[at] = (byte) random.nextInt();
          case 1 -> file[at] ^= (byte) (1 << random.nextInt(8));
          case 2 -> file[at] = (byte) 0xff;
          default -> file = random.nextInt(4) == 0 ? Arrays.copyOf(file, at) : file;
        }
      }
      try {
        assertThat(WavReader.read("fuzzed", file).samples()).isNotEmpty();
        read++;
      } catch (BadInputException expected) {
        assertThat(expected).hasMessageStartingWith("fuzzed: ");
        assertThat(expected.getMessage()).doesNotContain("\n").doesNotContain("null");
      }
    }
    assertThat(read).as("read in spite of the damage").isBetween(1, 900);
  }

  @Test
  void aSoundIsCutOrFollowedBySilence() {
    Sound sound = new Sound(8000, new float[] {1, 2, 3});
    assertThat(sound.ofLength(2).samples()).containsExactly(1, 2);
    assertThat(sound.ofLength(5).samples()).containsExactly(1, 2, 3, 0, 0);
    assertThat(sound.ofLength(3)).isSameAs(sound);
  }
}
