package io.evenkeel.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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

  @Test
  void everyRangeIsTheSameAsInTheWholeVideo() {
    Path video = clips.resolve("class_01/subject3_r0/sk_wrapped.avi");
    VideoInfo info = VideoDecoder.inspect(video);
    assertThat(info).isEqualTo(new VideoInfo("h264", 320, 240, 241, 30));
    FrameShape shape = new FrameShape(3, 128, 171);
    Clip whole = VideoDecoder.decode(video, 0, 241, shape);
    Clip part = VideoDecoder.decode(video, 146, 226, shape);
    assertThat(part.pixels())
        .isEqualTo(Arrays.copyOfRange(whole.pixels(), 146 * shape.bytes(), 226 * shape.bytes()));
  }
}
