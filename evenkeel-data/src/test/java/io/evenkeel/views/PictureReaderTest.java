package io.evenkeel.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.arrays.FloatArray;
import io.evenkeel.arrays.NpyReader;
import io.evenkeel.input.BadInputException;
import io.evenkeel.run.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JPEG against what Pillow decodes: write_jpegs.py. */
class PictureReaderTest {
  @TempDir private Path folder;

  private Path file(String name) throws IOException {
    return Files.write(folder.resolve(name), PngReaderTest.resource(name));
  }

  private void refused(Path file, String message) {
    assertThatThrownBy(() -> PictureReader.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"444", "420", "progressive", "turned", "gray"})
  void jpegHasThePixelsThatPillowDecodes(String name) throws IOException {
    Picture picture = PictureReader.read(file(name + ".jpg"));
    FloatArray pillow = NpyReader.read(file(name + ".npy"));
    assertThat(pillow.shape()).containsExactly(picture.height(), picture.width(), 3);
    int furthest = 0;
    for (int i = 0; i < picture.rgb().length; i++) {
      int difference = Byte.toUnsignedInt(picture.rgb()[i]) - (int) pillow.values()[i];
      furthest = Math.max(furthest, Math.abs(difference));
    }
    assertThat(furthest).isZero();
  }

  @Test
  void theContentTellsTheKindNotTheName() throws IOException {
    Path jpeg = Files.copy(file("gray.jpg"), folder.resolve("a.png"));
    assertThat(PictureReader.read(jpeg).width()).isEqualTo(53);
    Path png = Files.copy(file("rgb.png"), folder.resolve("b.jpg"));
    assertThat(PictureReader.read(png).rgb()).isEqualTo(PngReader.read(png).rgb());
    refused(Files.writeString(folder.resolve("c.png"), "GIF89a.."), "begins with 474946383961");
    refused(Files.writeString(folder.resolve("d.png"), ""), "the file is empty");
    refused(folder.resolve("e.png"), "no such file; expected a PNG or JPEG image");
  }

  @Test
  void damagedJpegIsRefusedNotFilledWithGray() throws IOException {
    byte[] whole = PngReaderTest.resource("420.jpg");
    for (int length : new int[] {3, 100, whole.length / 2, whole.length * 3 / 4}) {
      Path cut = Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(whole, length));
      refused(cut, "cannot be decoded (");
    }
    refused(file("cmyk.jpg"), "4 channels, as of CMYK); expected");
  }

  @Test
  void aPictureIsResizedAsViewsAre() {
    byte[] rgb = {0, 0, 0, 10, 20, 30, 20, 40, 60, 30, 60, 90};
    Picture shrunk = new Picture(4, 1, rgb).resized(2, 1);
    assertThat(shrunk.width()).isEqualTo(2);
    assertThat(new Picture(2, 2, rgb).resized(1, 1).rgb()).containsExactly(15, 30, 45);
  }

  @Test
  @Timeout(60)
  void everyMutatedJpegIsEitherReadOrRejectedAsBadInput() throws IOException {
    int read = 0;
    byte[][] originals = {
      PngReaderTest.resource("420.jpg"),
      PngReaderTest.resource("progressive.jpg"),
      PngReaderTest.resource("gray.jpg")
    };
    for (int i = 0; i < 1500; i++) {
      UniformRandomProvider random = new Seed(20261125).fold(i).random();
      byte[] file = originals[i % originals.length].clone();
      for (int m = 1 + random.nextInt(4); m > 0 && file.length > 0; m--) {
        int at = random.nextInt(file.length);
        switch (random.nextInt(6)) {
          case 0, 1 -> file[at] = (byte) random.nextInt();
          case 2, 3 -> file[at] ^= (byte) (1 << random.nextInt(8));
          case 4 -> file[at] = (byte) 0xff;
          default -> file = random.nextInt(3) == 0 ? Arrays.copyOf(file, at) : file;
        }
      }
      try {
        Picture picture = JpegReader.read("fuzzed", file);
        assertThat(picture.rgb()).hasSize(picture.width() * picture.height() * 3);
        read++;
      } catch (BadInputException expected) {
        assertThat(expected).hasMessageStartingWith("fuzzed: ");
        assertThat(expected.getMessage()).doesNotContain("\n").doesNotContain("(null");
      }
    }
    assertThat(read).as("read in spite of the damage").isBetween(100, 1400);
  }
}
