package io.evenkeel.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.input.BadInputException;
import io.evenkeel.video.VideoWriter.Format;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VideoWriterTest {
  private static final Format SMALL = new Format(48, 32, 3, 30, 20);
  private static final Path FULL = Path.of("/dev/full");

  @TempDir Path folder;

  /** A bright square that moves to the right by a pixel a frame. */
  private static byte[] frame(Format format, int number) {
    byte[] pixels = new byte[format.frameBytes()];
    for (int i = 0; i < pixels.length; i++) {
      int x = i / format.channels() % format.width();
      int y = i / format.channels() / format.width();
      boolean inside = Math.abs(x - 10 - number) < 5 && Math.abs(y - 16) < 5;
      pixels[i] = (byte) (inside ? 220 - 60 * (i % format.channels()) : 40);
    }
    return pixels;
  }

  private Path write(String name, Format format, int frames) {
    Path file = folder.resolve(name);
    try (VideoWriter writer = VideoWriter.open(file, format)) {
      for (int i = 0; i < frames; i++) {
        writer.add(frame(format, i));
      }
    }
    return file;
  }

  private static int find(byte[] bytes, String fourLetters, int from) {
    byte[] wanted = fourLetters.getBytes(StandardCharsets.US_ASCII);
    for (int i = from; i + wanted.length <= bytes.length; i++) {
      if (java.util.Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }

  /** Offsets as Microsoft's documentation of the AVI RIFF file gives them. */
  @Test
  void theFileIsAnAviOfOneStreamOfH264InAnnexB() throws IOException {
    byte[] bytes = Files.readAllBytes(write("a.avi", SMALL, 7));
    ByteBuffer avi = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(find(bytes, "RIFF", 0)).isZero();
    assertThat(avi.getInt(4)).isEqualTo(bytes.length - 8);
    assertThat(find(bytes, "AVI LIST", 0)).isEqualTo(8);
    int header = find(bytes, "avih", 0) + 8;
    assertThat(avi.getInt(header + 16)).as("frames").isEqualTo(7);
    assertThat(avi.getInt(header + 24)).as("streams").isEqualTo(1);
    assertThat(avi.getInt(header + 32)).as("width").isEqualTo(48);
    assertThat(avi.getInt(header + 36)).as("height").isEqualTo(32);
    int stream = find(bytes, "strh", 0) + 8;
    assertThat(find(bytes, "vidsH264", 0)).isEqualTo(stream);
    assertThat((double) avi.getInt(stream + 24) / avi.getInt(stream + 20)).isEqualTo(30);
    int first = find(bytes, "00dc", find(bytes, "movi", 0)) + 8;
    avi.order(ByteOrder.BIG_ENDIAN);
    assertThat(avi.getInt(first)).as("start code").isEqualTo(1);
    assertThat(avi.get(first + 4) & 31).as("sequence parameters").isEqualTo(7);
    assertThat(avi.get(first + 5)).as("High profile").isEqualTo((byte) 100);
    assertThat(find(bytes, "Lavf", 0)).as("no version of the writer").isEqualTo(-1);
  }

  @Test
  void theDecoderReadsWhatWasWritten() {
    Path file = write("a.avi", new Format(48, 32, 3, 25, 20), 9);
    assertThat(VideoDecoder.inspect(file)).isEqualTo(new VideoInfo("h264", 48, 32, 9, 25));
  }

  /** Each frame is nearer to what was written in its place than to its neighbours. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void everyFrameComesBackInItsPlace(int channels) {
    Format format = new Format(48, 32, channels, 30, 10);
    Clip clip =
        VideoDecoder.decode(write("a.avi", format, 20), 0, 20, new FrameShape(channels, 32, 48));
    int bytes = format.frameBytes();
    for (int i = 0; i < 20; i++) {
      double error = error(clip.pixels(), i * bytes, frame(format, i));
      assertThat(error).as("frame %s", i).isLessThan(channels == 1 ? 0.5 : 4);
      assertThat(error(clip.pixels(), i * bytes, frame(format, i + 1))).isGreaterThan(error + 1);
    }
  }

  private static double error(byte[] all, int from, byte[] frame) {
    double sum = 0;
    for (int i = 0; i < frame.length; i++) {
      sum += Math.abs((all[from + i] & 0xff) - (frame[i] & 0xff));
    }
    return sum / frame.length;
  }

  @Test
  void redGreenAndBlueKeepTheirPlaces() {
    Format format = new Format(32, 32, 3, 30, 5);
    byte[] flat = new byte[format.frameBytes()];
    int[] color = {200, 60, 120};
    for (int i = 0; i < flat.length; i++) {
      flat[i] = (byte) color[i % 3];
    }
    Path file = folder.resolve("a.avi");
    try (VideoWriter writer = VideoWriter.open(file, format)) {
      writer.add(flat);
    }
    byte[] read = VideoDecoder.decode(file, 0, 1, new FrameShape(3, 32, 32)).pixels();
    for (int i = 0; i < 3; i++) {
      assertThat(read[3 * 500 + i] & 0xff).isCloseTo(color[i], within(3));
    }
  }

  @Test
  void blackAndWhiteDepthKeepsItsWholeRange() {
    Format format = new Format(32, 32, 1, 30, 5);
    byte[] halves = new byte[format.frameBytes()];
    java.util.Arrays.fill(halves, halves.length / 2, halves.length, (byte) 255);
    Path file = folder.resolve("a.avi");
    try (VideoWriter writer = VideoWriter.open(file, format)) {
      writer.add(halves);
    }
    byte[] read = VideoDecoder.decode(file, 0, 1, new FrameShape(1, 32, 32)).pixels();
    assertThat(read[5] & 0xff).isLessThan(3);
    assertThat(read[read.length - 5] & 0xff).isGreaterThan(252);
  }

  @Test
  void theSameFramesGiveTheSameBytesAndOthersOthers() throws IOException {
    Path once = write("a.avi", SMALL, 5);
    assertThat(Files.mismatch(once, write("ä b.avi", SMALL, 5))).isEqualTo(-1);
    assertThat(Files.mismatch(once, write("c.avi", new Format(48, 32, 3, 30, 40), 5)))
        .isNotEqualTo(-1);
  }

  @Test
  void aFineQuantizerTakesMoreBytes() throws IOException {
    long fine = Files.size(write("fine.avi", new Format(48, 32, 1, 30, 5), 8));
    assertThat(fine)
        .isGreaterThan(Files.size(write("rough.avi", new Format(48, 32, 1, 30, 45), 8)));
  }

  @Test
  void whatWasThereIsReplaced() throws IOException {
    Path file = folder.resolve("a.avi");
    Files.write(file, new byte[1_000_000]);
    assertThat(Files.size(write("a.avi", SMALL, 2))).isLessThan(100_000);
  }

  @Test
  void nameOfAnotherProtocolIsThatOfAFile() {
    assertThat(write("pipe:1", SMALL, 1)).exists();
  }

  @Test
  void nothingIsSaidOnTheErrorStream() {
    write("a.avi", SMALL, 1);
    assertThat(avutil.av_log_get_level()).isEqualTo(avutil.AV_LOG_QUIET);
  }

  @Test
  void aFileThatCannotBeOpenedIsNamedWithTheReason() {
    Path nowhere = folder.resolve("no/such/folder.avi");
    assertThatThrownBy(() -> VideoWriter.open(nowhere, SMALL))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(nowhere.toString())
        .hasMessageContaining("No such file or directory");
  }

  static boolean hasAFullDevice() {
    return Files.exists(FULL);
  }

  @Test
  @EnabledIf("hasAFullDevice")
  void aFullDiskIsAnErrorAndNotAShortFile() {
    assertThatThrownBy(
            () -> {
              try (VideoWriter writer = VideoWriter.open(FULL, SMALL)) {
                writer.add(frame(SMALL, 0));
              }
            })
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("No space left");
  }

  @Test
  void aFrameOfAnotherSizeIsRefused() {
    try (VideoWriter writer = VideoWriter.open(folder.resolve("a.avi"), SMALL)) {
      assertThatThrownBy(() -> writer.add(new byte[47 * 32 * 3]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("4512 bytes; expected 4608");
    }
  }

  @ParameterizedTest
  @CsvSource({"47,32,3,30,20", "48,8,3,30,20", "48,32,2,30,20", "48,32,3,0,20", "48,32,3,30,52"})
  void formatsThatCannotBeWrittenAreRefused(int width, int height, int channels, int rate, int q) {
    assertThatThrownBy(() -> new Format(width, height, channels, rate, q))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("of a video");
  }

  @Test
  void nativeMemoryStaysFlatOverManyFiles() {
    Format large = new Format(320, 240, 3, 30, 30);
    for (int i = 0; i < 10; i++) {
      write("a.avi", large, 2);
    }
    long before = Pointer.physicalBytes();
    for (int i = 0; i < 100; i++) {
      write("a.avi", large, 2);
    }
    // An encoder of this size takes about 3 MiB.
    assertThat(Pointer.physicalBytes() - before).isLessThan(80L << 20);
  }
}
