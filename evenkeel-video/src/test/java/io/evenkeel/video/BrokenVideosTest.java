package io.evenkeel.video;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no video, or not all of one: one line that says what is wrong with which. */
class BrokenVideosTest {
  private static final FrameShape SHAPE = new FrameShape(3, 24, 32);

  @TempDir private Path folder;

  private static byte[] resource(String name) throws IOException, URISyntaxException {
    return Files.readAllBytes(Path.of(BrokenVideosTest.class.getResource(name).toURI()));
  }

  private Path file(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private static BrokenVideoException refused(Path video, int first, int end) {
    BrokenVideoException e =
        catchThrowableOfType(
            BrokenVideoException.class, () -> VideoDecoder.decode(video, first, end, SHAPE));
    assertThat(e).as(video.toString()).isNotNull();
    assertThat(e.getMessage()).startsWith(video.toString()).doesNotContain("\n");
    assertThat(e.video()).isEqualTo(video);
    return e;
  }

  private static int indexOf(byte[] in, String what, int from) {
    byte[] bytes = what.getBytes(US_ASCII);
    for (int at = from; at + bytes.length <= in.length; at++) {
      if (Arrays.equals(in, at, at + bytes.length, bytes, 0, bytes.length)) {
        return at;
      }
    }
    throw new AssertionError(what);
  }

  @Test
  void whatIsNoFileIsRefused() throws IOException {
    assertThat(refused(folder.resolve("none.avi"), 0, 1)).hasMessageContaining("no such file");
    assertThat(refused(folder, 0, 1)).hasMessageContaining("a folder");
    assertThat(refused(file("empty.avi", new byte[0]), 0, 1)).hasMessageContaining("an empty file");
    assertThatThrownBy(() -> VideoDecoder.inspect(folder.resolve("none.avi")))
        .isInstanceOf(BrokenVideoException.class)
        .hasMessageContaining("no such file");
  }

  @Test
  void whatIsNoVideoIsRefused() throws IOException, URISyntaxException {
    String noVideo = "avi,mov,mp4,matroska,webm,mpegts,mpeg";
    byte[] text = "Not a video.\n".repeat(200).getBytes(US_ASCII);
    assertThat(refused(file("text.avi", text), 0, 1)).hasMessageContaining(noVideo);
    byte[] garbage = new byte[5000];
    for (int i = 0; i < garbage.length; i++) {
      garbage[i] = (byte) (i * i * 31 + i / 7);
    }
    assertThat(refused(file("garbage.avi", garbage), 0, 1)).hasMessageContaining("garbage.avi");
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R'};
    assertThat(refused(file("image.avi", png), 0, 1)).hasMessageContaining(noVideo);
    assertThat(refused(file("sound.avi", resource("sound.avi")), 0, 1))
        .hasMessageContaining("no video stream");
  }

  /** Neither a list of other files nor an address is followed. */
  @ParameterizedTest
  @ValueSource(strings = {"list.ffconcat", "list.m3u8", "list.avi", "list.sdp", "list.mpd"})
  void listsOfOtherFilesAreRefused(String name) throws IOException, URISyntaxException {
    Path video = file("closed.avi", resource("closed.avi"));
    String content =
        switch (name) {
          case "list.m3u8" ->
              "#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:2.4,\n" + video + "\n#EXT-X-ENDLIST\n";
          case "list.sdp" -> "v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n";
          case "list.mpd" -> "<?xml version=\"1.0\"?><MPD type=\"static\"></MPD>";
          default -> "ffconcat version 1.0\nfile " + video + "\n";
        };
    refused(file(name, content.getBytes(US_ASCII)), 0, 1);
    refused(Path.of("concat:" + video), 0, 1);
  }

  @Test
  void aCodecThatIsUnknownOrAnotherOneIsRefused() throws IOException, URISyntaxException {
    byte[] avi = resource("closed.avi");
    byte[] unknown = avi.clone();
    byte[] other = avi.clone();
    for (int at : new int[] {indexOf(avi, "H264", 0), indexOf(avi, "H264", 120)}) {
      System.arraycopy("ZZZZ".getBytes(US_ASCII), 0, unknown, at, 4);
      System.arraycopy("MJPG".getBytes(US_ASCII), 0, other, at, 4);
    }
    int second = indexOf(avi, "H264", indexOf(avi, "H264", 0) + 4);
    System.arraycopy("ZZZZ".getBytes(US_ASCII), 0, unknown, second, 4);
    System.arraycopy("MJPG".getBytes(US_ASCII), 0, other, second, 4);
    assertThat(refused(file("unknown.avi", unknown), 0, 1)).hasMessageContaining("codec");
    assertThat(refused(file("other.avi", other), 0, 1)).hasMessageContaining("mjpeg");
  }

  @Test
  void framesBeyondTheEndAreRefused() throws IOException, URISyntaxException {
    Path video = file("closed.avi", resource("closed.avi"));
    BrokenVideoException e = refused(video, 50, 61);
    assertThat(e)
        .hasMessage(video + ", frame 60: the video ends after 60 frames; expected frames up to 60");
    assertThat(e.frame()).hasValue(60);
    refused(video, 1000, 1001);
  }

  @Test
  void noFramesAreRefused() throws IOException, URISyntaxException {
    byte[] avi = resource("noindex.avi");
    int movie = indexOf(avi, "movi", 0);
    byte[] headerAlone = Arrays.copyOf(avi, movie + 4);
    assertThat(refused(file("zero.avi", headerAlone), 0, 1))
        .hasMessageContaining("the video ends after 0 frames");
  }

  /** The frames before the cut are those of the whole file, the others are refused. */
  @ParameterizedTest
  @ValueSource(ints = {5800, 8000, 12000, 17000})
  void aCutFileGivesTheFramesBeforeTheCut(int bytes) throws IOException, URISyntaxException {
    byte[] avi = resource("closed.avi");
    Path whole = file("whole.avi", avi);
    Path cut = file("cut.avi", Arrays.copyOf(avi, bytes));
    BrokenVideoException e = refused(cut, 0, 60);
    int lost = e.frame().orElseThrow();
    assertThat(lost).isBetween(0, 59);
    for (int end = 1; end <= lost - 4; end++) {
      assertThat(VideoDecoder.decode(cut, 0, end, SHAPE).pixels())
          .isEqualTo(VideoDecoder.decode(whole, 0, end, SHAPE).pixels());
    }
  }

  /** FFmpeg goes on with the next chunk that it knows: frames behind would get wrong numbers. */
  @ParameterizedTest
  @ValueSource(strings = {"long.avi", "noindex.avi", "plain.avi", "photos.avi", "mpeg4.avi"})
  void aLostChunkIsFoundAtItsFrame(String name) throws IOException, URISyntaxException {
    byte[] avi = resource(name);
    int chunk = indexOf(avi, "movi", 0) + 4;
    for (int frame = 0; frame < 50; frame++) {
      byte[] damaged = avi.clone();
      damaged[chunk] = '1';
      Path video = file("lost.avi", damaged);
      assertThat(refused(video, 0, 55).frame()).hasValue(frame);
      assertThatThrownBy(() -> VideoDecoder.inspect(video))
          .isInstanceOf(BrokenVideoException.class);
      int size = ByteBuffer.wrap(avi).order(ByteOrder.LITTLE_ENDIAN).getInt(chunk + 4);
      chunk += 8 + size + size % 2;
    }
  }

  /** Some writers leave out the byte after a chunk of odd length: nothing is lost by that. */
  @Test
  void chunksWithoutTheirPaddingAreNotTakenForDamage() throws IOException, URISyntaxException {
    byte[] avi = resource("noindex.avi");
    int chunk = indexOf(avi, "movi", 0) + 4;
    ByteArrayOutputStream unpadded = new ByteArrayOutputStream();
    unpadded.write(avi, 0, chunk);
    for (int frame = 0; frame < 60; frame++) {
      int size = ByteBuffer.wrap(avi).order(ByteOrder.LITTLE_ENDIAN).getInt(chunk + 4);
      unpadded.write(avi, chunk, 8 + size);
      chunk += 8 + size + size % 2;
    }
    assertThat(unpadded.size()).isLessThan(avi.length);
    Path video = file("unpadded.avi", unpadded.toByteArray());
    assertThat(VideoDecoder.inspect(video).frames()).isEqualTo(60);
    assertThat(VideoDecoder.decode(video, 0, 60, SHAPE).pixels())
        .isEqualTo(VideoDecoder.decode(file("whole.avi", avi), 0, 60, SHAPE).pixels());
  }

  @Test
  void aHeaderThatClaimsTooMuchIsRefusedOrNotBelieved() throws IOException, URISyntaxException {
    byte[] avi = resource("photos.avi");
    int format = indexOf(avi, "strf", 0) + 8;
    ByteBuffer header = ByteBuffer.wrap(avi).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(format + 4, Integer.MAX_VALUE).putInt(format + 8, Integer.MAX_VALUE);
    Path huge = file("huge.avi", avi);
    BrokenVideoException e = refused(huge, 0, 1);
    assertThat(e).hasMessageContaining("huge.avi");

    byte[] chunk = resource("noindex.avi");
    int first = indexOf(chunk, "00dc", indexOf(chunk, "movi", 0));
    ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN).putInt(first + 4, Integer.MAX_VALUE - 8);
    assertThat(refused(file("chunk.avi", chunk), 0, 10).frame()).hasValue(0);
  }

  @Test
  void rangesAndShapesThatMakeNoSenseAreTheCallersFault() throws Exception {
    Path video = file("closed.avi", resource("closed.avi"));
    assertThatThrownBy(() -> VideoDecoder.decode(video, 3, 3, SHAPE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> VideoDecoder.decode(video, -1, 3, SHAPE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> VideoDecoder.decode(video, 0, Integer.MAX_VALUE, SHAPE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FrameShape(2, 10, 10))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FrameShape(1, 0, 10)).isInstanceOf(IllegalArgumentException.class);
  }
}
