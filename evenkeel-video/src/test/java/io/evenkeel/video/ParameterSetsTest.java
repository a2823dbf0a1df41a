package io.evenkeel.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the parameters of an H.264 stream stand, and whether they stay. */
class ParameterSetsTest {
  private static final FrameShape SHAPE = new FrameShape(3, 24, 32);
  private static final int SEQUENCE = 0x67;
  private static final int PICTURE = 0x68;
  private static final byte FILLER = 12;

  @TempDir private Path folder;

  private Path whole() throws URISyntaxException {
    return Path.of(getClass().getResource("closed.avi").toURI());
  }

  /** Does something to every parameter set behind the first of its kind. */
  private static void eachLater(byte[] avi, int header, IntConsumer change) {
    boolean later = false;
    for (int at = 3; at < avi.length; at++) {
      boolean unit = avi[at - 3] == 0 && avi[at - 2] == 0 && avi[at - 1] == 1;
      if (unit && avi[at] == header) {
        if (later) {
          change.accept(at);
        }
        later = true;
      }
    }
  }

  @Test
  void thoseOfTheFirstPacketServeTheWholeVideo() throws IOException, URISyntaxException {
    byte[] avi = Files.readAllBytes(whole());
    eachLater(avi, SEQUENCE, at -> avi[at] = FILLER);
    eachLater(avi, PICTURE, at -> avi[at] = FILLER);
    assertSame(Files.write(folder.resolve("once.avi"), avi), true);
  }

  @Test
  void whereTheyChangeAllPacketsAreDecoded() throws IOException, URISyntaxException {
    byte[] avi = Files.readAllBytes(whole());
    int level = 3;
    eachLater(avi, SEQUENCE, at -> avi[at + level]++);
    assertSame(Files.write(folder.resolve("changed.avi"), avi), false);
  }

  private void assertSame(Path video, boolean certain) throws URISyntaxException {
    try (VideoFile file = VideoFile.open(video)) {
      assertThat(PacketIndex.of(file, 60).isPresent()).isEqualTo(certain);
    }
    for (int first = 0; first < 55; first += 6) {
      assertThat(VideoDecoder.decode(video, first, first + 5, SHAPE).pixels())
          .isEqualTo(VideoDecoder.decode(whole(), first, first + 5, SHAPE).pixels());
    }
  }
}
