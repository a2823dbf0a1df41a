package io.evenkeel.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Small videos that videos.py wrote by x264 and FFmpeg, and the checksums of each frame's luma that
 * PyAV gave when it decoded the whole file one packet after the other.
 */
class VideosTest {
  private static final FrameShape STORED = new FrameShape(1, 48, 64);

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(VideosTest.class.getResource(name).toURI());
  }

  private static List<String> checksums(Clip clip) {
    List<String> of = new ArrayList<>();
    for (int k = 0; k < clip.frames(); k++) {
      CRC32 sum = new CRC32();
      sum.update(clip.pixels(), k * clip.shape().bytes(), clip.shape().bytes());
      of.add(String.format("%08x", sum.getValue()));
    }
    return of;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "long.avi",
        "closed.avi",
        "noindex.avi",
        "open.avi",
        "refreshed.avi",
        "interlaced.avi",
        "slices.avi",
        "plain.avi",
        "lengths.mp4",
        "lengths.mkv",
        "stream.ts",
        "mpeg4.avi",
        "mpeg2.mpg",
        "photos.avi"
      })
  void everyRangeIsThatOfTheWholeVideo(String name) throws IOException, URISyntaxException {
    Path video = resource(name);
    List<String> expected = Files.readAllLines(resource(name + ".crc"));
    assertThat(expected).hasSize(60).doesNotHaveDuplicates();
    assertThat(VideoDecoder.inspect(video).frames()).isEqualTo(60);
    for (int length : new int[] {1, 7, 60}) {
      for (int first = 0; first + length <= 60; first += Math.min(length, 3)) {
        Clip clip = VideoDecoder.decode(video, first, first + length, STORED);
        assertThat(checksums(clip))
            .as("%s from %d, %d frames", name, first, length)
            .isEqualTo(expected.subList(first, first + length));
      }
    }
  }

  /** Where it is certain which packets are needed: without it, tests of the rest would be empty. */
  @ParameterizedTest
  @CsvSource({
    "long.avi, 60, true",
    "closed.avi, 60, true",
    "noindex.avi, 60, true",
    "slices.avi, 60, true",
    "plain.avi, 60, true",
    "lengths.mp4, 60, true",
    "lengths.mkv, 60, true",
    "open.avi, 60, true",
    "photos.avi, 60, true",
    "refreshed.avi, 60, true",
    "mpeg4.avi, 60, false",
    "mpeg2.mpg, 60, false"
  })
  void packetsAreChosenWhereTheirFramesAreCertain(String name, int frames, boolean certain)
      throws URISyntaxException {
    try (VideoFile file = VideoFile.open(resource(name))) {
      assertThat(PacketIndex.of(file, frames).isPresent()).isEqualTo(certain);
    }
  }

  @Test
  void decodingStartsAtTheLastFreshStart() throws URISyntaxException {
    try (VideoFile file = VideoFile.open(resource("plain.avi"))) {
      PacketIndex index = PacketIndex.of(file, 31).orElseThrow();
      assertThat(index.frames()).isEqualTo(36);
      assertThat(index.needed(26, 28).stream()).containsExactly(0, 24, 25, 26, 27);
    }
  }
}
