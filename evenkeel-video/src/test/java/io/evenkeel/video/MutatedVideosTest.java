package io.evenkeel.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever happens to a file's bytes, a clip or one line about it comes of it. */
class MutatedVideosTest {
  private static final FrameShape SHAPE = new FrameShape(3, 24, 32);

  @TempDir private Path folder;

  /** A third of the mutations falls on the header, where an AVI says what it is. */
  @ParameterizedTest
  @CsvSource({
    "closed.avi, 1000",
    "noindex.avi, 200",
    "photos.avi, 100",
    "mpeg4.avi, 100",
    "lengths.mp4, 200",
    "lengths.mkv, 200",
    "stream.ts, 100",
    "mpeg2.mpg, 100"
  })
  void everyMutationEndsInAClipOrInOneLine(String name, int files)
      throws IOException, URISyntaxException {
    byte[] sound = Files.readAllBytes(Path.of(getClass().getResource(name).toURI()));
    Random random = new Random(20_251_125);
    Path video = folder.resolve(name);
    int clips = 0;
    for (int i = 0; i < files; i++) {
      Files.write(video, mutated(sound, random));
      int first = random.nextInt(50);
      try {
        Clip clip = VideoDecoder.decode(video, first, first + 8, SHAPE);
        assertThat(clip.frames()).isEqualTo(8);
        clips++;
      } catch (BrokenVideoException e) {
        assertThat(e.getMessage()).startsWith(video.toString()).doesNotContain("\n");
      }
      try {
        assertThat(VideoDecoder.inspect(video).frames()).isNotNegative();
      } catch (BrokenVideoException e) {
        assertThat(e.getMessage()).startsWith(video.toString()).doesNotContain("\n");
      }
    }
    assertThat(clips).as("clips that could still be had").isBetween(files / 20, files * 19 / 20);
  }

  private static byte[] mutated(byte[] sound, Random random) {
    byte[] bytes = sound.clone();
    int reach = random.nextInt(3) == 0 ? 600 : bytes.length;
    int many = 1 + random.nextInt(8);
    for (int i = 0; i < many; i++) {
      int at = random.nextInt(reach);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt();
        case 2 -> bytes[at] = (byte) 0xff;
        default -> {
          int length = Math.min(random.nextInt(64), bytes.length - at);
          System.arraycopy(bytes, random.nextInt(bytes.length - length), bytes, at, length);
        }
      }
    }
    return random.nextInt(8) == 0
        ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length))
        : bytes;
  }
}
