package io.evenkeel.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MappedPixelsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 3, 7, 9, 20, 1000})
  void imagesAreFoundInWhicheverSegmentTheyAre(long mostSegmentBytes) throws IOException {
    byte[] bytes = new byte[5 + 7 * 3];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    Path file = Files.write(folder.resolve("pixels.u8"), bytes);
    MappedPixels pixels = MappedPixels.of(file, 5, 3, mostSegmentBytes);
    for (int image = 0; image < 7; image++) {
      byte first = (byte) (5 + 3 * image);
      assertThat(pixels.read(image)).containsExactly(first, first + 1, first + 2);
    }
  }
}
