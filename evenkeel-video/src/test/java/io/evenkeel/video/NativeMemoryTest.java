package io.evenkeel.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What FFmpeg takes, it gives back: in whole clips and when decoding stops half-way. */
class NativeMemoryTest {
  private static final FrameShape SHAPE = new FrameShape(3, 24, 32);
  private static final long MIB = 1L << 20;

  @TempDir private Path folder;

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(NativeMemoryTest.class.getResource(name).toURI());
  }

  /** The most that the process gained over as many calls again after a first round of them. */
  private static long gained(int calls, Runnable call) {
    long[] resident = new long[2];
    for (int round = 0; round < resident.length; round++) {
      for (int i = 0; i < calls; i++) {
        call.run();
      }
      System.gc();
      resident[round] = Pointer.physicalBytes();
    }
    return resident[1] - resident[0];
  }

  @Test
  void fiveHundredClipsLeaveNothingBehind() throws URISyntaxException {
    Path wide = resource("wide.avi");
    assertThat(
            gained(
                500,
                () -> {
                  VideoDecoder.decode(wide, 0, 2, SHAPE);
                  VideoDecoder.inspect(wide);
                }))
        .isLessThan(12 * MIB);
  }

  @Test
  void twoHundredBrokenClipsLeaveNothingBehind() throws IOException, URISyntaxException {
    byte[] bytes = Files.readAllBytes(resource("wide.avi"));
    Path broken = Files.write(folder.resolve("cut.avi"), Arrays.copyOf(bytes, bytes.length / 2));
    Path text = Files.writeString(folder.resolve("text.avi"), "no video".repeat(100));
    Path sound = resource("sound.avi");
    assertThat(
            gained(
                200,
                () -> {
                  for (Path file : new Path[] {broken, text, sound}) {
                    assertThatThrownBy(() -> VideoDecoder.decode(file, 0, 8, SHAPE))
                        .isInstanceOf(BrokenVideoException.class);
                  }
                }))
        .isLessThan(12 * MIB);
  }

  @Test
  void ffmpegSaysNothingOnItsOwn() throws URISyntaxException {
    VideoDecoder.inspect(resource("closed.avi"));
    assertThat(avutil.av_log_get_level()).isEqualTo(avutil.AV_LOG_QUIET);
  }
}
