package io.evenkeel.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recorded clips, where somebody has some. */
class RealClipsTest {
  private final Path clips =
      Path.of(String.valueOf(System.getenv("EVENKEEL_SAMPLES")), "nvgesture-mini", "Video_data");

  @BeforeEach
  void clipsAreThere() {
    Assumptions.assumeTrue(
        Files.isDirectory(clips),
        "skipped: EVENKEEL_SAMPLES names no folder with nvgesture-mini, recorded gestures");
  }

  /** A range begins where the lists say that gestures begin, and at a key frame within a video. */
  @ParameterizedTest
  @ValueSource(strings = {"sk_wrapped.avi", "sk_depth.avi"})
  void everyRangeIsTheSameAsInTheWholeVideo(String stream) {
    boolean depth = stream.contains("depth");
    FrameShape shape = new FrameShape(depth ? 1 : 3, 60, 80);
    for (String sample : List.of("class_01/subject3_r0", "class_01/subject3_r1")) {
      Path video = clips.resolve(sample).resolve(stream);
      VideoInfo info = VideoDecoder.inspect(video);
      assertThat(info).isEqualTo(new VideoInfo("h264", 320, 240, info.frames(), 30));
      Clip whole = VideoDecoder.decode(video, 0, info.frames(), shape);
      for (int first : new int[] {0, 77, 146, 199, 200, info.frames() - 1}) {
        int end = Math.min(info.frames(), first + 33);
        assertThat(VideoDecoder.decode(video, first, end, shape).pixels())
            .isEqualTo(
                Arrays.copyOfRange(whole.pixels(), first * shape.bytes(), end * shape.bytes()));
      }
    }
  }

  /**
   * What PyAV gives. Luma below 16 is distance as any other: it is neither cut off nor stretched.
   */
  @Test
  void depthIsReadAsStored() {
    Path video = clips.resolve("class_01/subject3_r0/sk_depth.avi");
    byte[] pixels = VideoDecoder.decode(video, 150, 151, new FrameShape(1, 240, 320)).pixels();
    int[] values = IntStream.range(0, pixels.length).map(i -> pixels[i] & 0xff).toArray();
    assertThat(Arrays.stream(values).filter(value -> value == 0).count()).isEqualTo(72781);
    assertThat(Arrays.stream(values).anyMatch(value -> value > 0 && value < 16)).isTrue();
    assertThat(Arrays.stream(values).max()).hasValue(152);
  }
}
