package io.evenkeel.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaledFramesTest {
  @TempDir private Path folder;

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(ScaledFramesTest.class.getResource(name).toURI());
  }

  /** One frame, nearly without loss. */
  private Path written(int channels, byte[] pixels) {
    Path video = folder.resolve("frame.avi");
    try (VideoWriter writer =
        VideoWriter.open(video, new VideoWriter.Format(64, 48, channels, 30, 4))) {
      writer.add(pixels);
    }
    return video;
  }

  private static byte[] frame(int channels, java.util.function.IntUnaryOperator ofPixel) {
    byte[] pixels = new byte[64 * 48 * channels];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) ofPixel.applyAsInt(i);
    }
    return pixels;
  }

  /** Depth is a number: 0 to 255 come back as they went in, not as 16 to 235 of a picture. */
  @Test
  void grayIsTheLumaAsStored() {
    byte[] ramp = frame(1, i -> i % 64 * 4);
    Clip clip = VideoDecoder.decode(written(1, ramp), 0, 1, new FrameShape(1, 48, 64));
    for (int i = 0; i < ramp.length; i++) {
      assertThat(clip.pixels()[i] & 0xff).isCloseTo(ramp[i] & 0xff, within(4));
    }
  }

  @Test
  void onePlainColorStaysThatColorAtEverySize() {
    int[] color = {200, 30, 90};
    Path video = written(3, frame(3, i -> color[i % 3]));
    for (FrameShape shape : List.of(new FrameShape(3, 48, 64), new FrameShape(3, 17, 23))) {
      byte[] pixels = VideoDecoder.decode(video, 0, 1, shape).pixels();
      for (int i = 0; i < pixels.length; i++) {
        assertThat(pixels[i] & 0xff).isCloseTo(color[i % 3], within(4));
      }
    }
  }

  /** A filter that looked at one or two pixels alone would give 40 or 200 at some of them. */
  @Test
  void shrinkingAverages() {
    Path video = written(1, frame(1, i -> i % 2 == 0 ? 40 : 200));
    byte[] pixels = VideoDecoder.decode(video, 0, 1, new FrameShape(1, 16, 21)).pixels();
    for (byte pixel : pixels) {
      assertThat(pixel & 0xff).isCloseTo(120, within(20));
    }
  }

  /** Y = 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601), from 0 on or squeezed into 16 to 235. */
  @ParameterizedTest
  @CsvSource({"photos.avi, 0, 255", "closed.avi, 16, 219", "mpeg4.avi, 16, 219"})
  void colorIsThatOfTheStoredLumaAndRange(String name, int black, int reach)
      throws URISyntaxException {
    Path video = resource(name);
    byte[] rgb = VideoDecoder.decode(video, 30, 31, new FrameShape(3, 48, 64)).pixels();
    byte[] luma = VideoDecoder.decode(video, 30, 31, new FrameShape(1, 48, 64)).pixels();
    double distance =
        IntStream.range(0, luma.length)
            .filter(i -> IntStream.range(3 * i, 3 * i + 3).noneMatch(j -> isAtAnEnd(rgb[j])))
            .mapToDouble(
                i -> {
                  int j = 3 * i;
                  double y =
                      0.299 * (rgb[j] & 0xff)
                          + 0.587 * (rgb[j + 1] & 0xff)
                          + 0.114 * (rgb[j + 2] & 0xff);
                  return Math.abs(black + y * reach / 255 - (luma[i] & 0xff));
                })
            .average()
            .orElseThrow();
    assertThat(distance).isLessThan(1);
  }

  /** Where a channel is clipped the sum does not hold. */
  private static boolean isAtAnEnd(byte pixel) {
    return pixel == 0 || pixel == -1;
  }

  @Test
  void manyThreadsDecodeTheSame() throws URISyntaxException {
    Path video = resource("closed.avi");
    FrameShape shape = new FrameShape(3, 17, 23);
    byte[] expected = VideoDecoder.decode(video, 5, 45, shape).pixels();
    assertThat(
            IntStream.range(0, 40)
                .parallel()
                .mapToObj(i -> VideoDecoder.decode(video, 5, 45, shape).pixels()))
        .allSatisfy(pixels -> assertThat(pixels).isEqualTo(expected));
  }
}
