package io.evenkeel.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactSheetTest {
  private static final int INK = 0x202020;
  private static final int BAR = 0x3060a0;

  @TempDir private Path folder;

  @Test
  void theWrittenPictureReadsBackWithEveryColorOfTheSamples() throws Exception {
    Path file = folder.resolve("sheet.png");
    ContactSheet.of(mixed(), 4).write(file);

    BufferedImage image = ImageIO.read(file.toFile());
    Set<Integer> colors = colors(image);
    assertThat(colors).contains(0xff0000, 0x00ff00, 0x0000ff, INK, BAR);
    assertThat(Files.list(folder)).containsExactly(file);
  }

  @Test
  void fewerSamplesThanAskedForAreAllDrawn() {
    BufferedImage four = ContactSheet.of(mixed(), 4).image();
    BufferedImage many = ContactSheet.of(mixed(), 400).image();
    assertThat(many.getWidth()).isEqualTo(four.getWidth());
    assertThat(many.getHeight()).isEqualTo(four.getHeight());
    assertThat(ContactSheet.of(mixed(), 1).image().getWidth()).isLessThan(four.getWidth());
  }

  @Test
  void theFirstSampleOfEachClassIsDrawn() {
    float[] values = {0, 1, 0.25f, 0.5f};
    ArrayDataset data =
        ArrayDataset.builder(List.of("cat", "dog", "cow"))
            .modality(new Modality("v"), SampleShape.of(1, 1, 1), values)
            .labels(new int[] {2, 0, 2, 0})
            .build();
    Set<Integer> drawn = colors(ContactSheet.ofClasses(data, 8).image());
    assertThat(drawn).contains(0x000000, 0xffffff).doesNotContain(0x404040, 0x808080);
    Set<Integer> one = colors(ContactSheet.ofClasses(data, 1).image());
    assertThat(one).doesNotContain(0x000000);
  }

  @Test
  void barsStandAsHighAsTheirValues() {
    ArrayDataset data =
        ArrayDataset.builder(1)
            .modality(new Modality("v"), SampleShape.of(2), new float[] {0, 1})
            .labels(new int[1])
            .build();
    BufferedImage image = ContactSheet.of(data, 1).image();
    int inBars = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        inBars += (image.getRGB(x, y) & 0xffffff) == BAR ? 1 : 0;
      }
    }
    // Of 84 columns one half is full (84 high) and the other is the line of zero.
    assertThat(inBars).isEqualTo(42 * 84 + 42);
  }

  @Test
  void aVideoIsAStripOfEightOfItsFrames() {
    // 15 frames of one pixel, of which 0, 2, 4 … 14 are shown.
    float[] values = new float[15];
    for (int frame = 0; frame < values.length; frame++) {
      values[frame] = frame / 15f;
    }
    ArrayDataset data =
        ArrayDataset.builder(1)
            .modality(new Modality("v"), SampleShape.of(1, 15, 1, 1), values)
            .labels(new int[1])
            .build();
    Set<Integer> drawn = colors(ContactSheet.of(data, 1).image());
    for (int frame = 0; frame < values.length; frame++) {
      int gray = Math.round(255 * values[frame]);
      assertThat(drawn.contains(gray << 16 | gray << 8 | gray))
          .as("frame %d", frame)
          .isEqualTo(frame % 2 == 0);
    }
  }

  @Test
  void aFolderThatIsMissingIsNamedAndNothingIsLeft() {
    Path file = folder.resolve("missing").resolve("sheet.png");
    ContactSheet sheet = ContactSheet.of(mixed(), 1);
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> sheet.write(file))
        .withMessageStartingWith(file.toString());
    assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> sheet.write(folder));
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> ContactSheet.of(mixed(), 0));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void everyLetterAndDigitLooksDifferent() {
    Set<Set<Integer>> glyphs = new HashSet<>();
    String characters = "abcdefghijklmnopqrstuvwxyz0123456789-_. ";
    for (char c : characters.toCharArray()) {
      glyphs.add(pixels(String.valueOf(c)));
    }
    assertThat(glyphs).hasSize(characters.length());
  }

  @Property(tries = 200)
  void textStaysWithinItsWidthAndHeight(@ForAll @CharRange(from = ' ', to = 'z') String text) {
    PixelFont.draw(
        text,
        (column, row) -> {
          assertThat(column).isLessThan(PixelFont.width(text));
          assertThat(row).isBetween(0, PixelFont.HEIGHT - 1);
        });
  }

  @Test
  void theLetterLIsAnUprightOnAFoot() {
    assertThat(pixels("l")).contains(2, 8, 14, 20, 26, 32, 38).contains(37, 39);
  }

  private static Set<Integer> pixels(String text) {
    Set<Integer> pixels = new HashSet<>();
    PixelFont.draw(text, (column, row) -> pixels.add(row * PixelFont.ADVANCE + column));
    return pixels;
  }

  private static Set<Integer> colors(BufferedImage image) {
    Set<Integer> colors = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colors.add(image.getRGB(x, y) & 0xffffff);
      }
    }
    return colors;
  }

  /** Four samples: a large gray picture, a red, green and blue one of one pixel each, a vector. */
  private static ArrayDataset mixed() {
    float[] rgb = new float[4 * 3];
    for (int i = 0; i < 3; i++) {
      rgb[4 * i] = 1;
    }
    return ArrayDataset.builder(4)
        .modality(new Modality("gray"), SampleShape.of(1, 300, 200), new float[4 * 300 * 200])
        .modality(new Modality("rgb"), SampleShape.of(3, 1, 1), rgb)
        .modality(new Modality("vector"), SampleShape.of(200), ramp(4 * 200))
        .labels(new int[] {0, 1, 2, 3})
        .build();
  }

  private static float[] ramp(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = i - count / 2f;
    }
    return values;
  }
}
