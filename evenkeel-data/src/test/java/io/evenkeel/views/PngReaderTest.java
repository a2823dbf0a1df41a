package io.evenkeel.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.evenkeel.input.BadInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PngReaderTest {
  @TempDir private Path folder;

  /** The expected pixels are Pillow's: see pillow.py beside the images. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "gray",
        "gray-16",
        "gray-alpha",
        "rgb",
        "rgba",
        "black-and-white",
        "palette-1",
        "palette-2",
        "palette-4",
        "palette-8",
        "palette-alpha"
      })
  void everyKindOfImageIsReadAsPillowReadsItOverWhite(String name) throws IOException {
    Picture picture = PngReader.read(name, resource(name + ".png"));
    assertThat(picture.width()).isEqualTo(11);
    assertThat(picture.height()).isEqualTo(7);
    assertThat(picture.rgb()).containsExactly(resource(name + ".rgb"));
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 64})
  void imagesAreResizedAsPillowResizesThem(int size) throws IOException {
    Picture picture = PngReader.read("ramp", resource("ramp.png"));
    byte[] resized = Resampling.resized(picture, size, size).rgb();
    byte[] expected = resource("ramp-" + size + ".rgb");
    assertThat(resized).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      // Pillow rounds once more, between the two directions.
      assertThat(Byte.toUnsignedInt(resized[i]))
          .isBetween(Byte.toUnsignedInt(expected[i]) - 1, Byte.toUnsignedInt(expected[i]) + 1);
    }
  }

  @Test
  void anImageOfTheSizeAskedForStaysAsItIs() throws IOException {
    Picture picture = PngReader.read("ramp", resource("ramp.png"));
    assertThat(Resampling.resized(picture, 40, 30)).isSameAs(picture);
  }

  @Test
  void whatIsNoPngIsNamedWithTheReason() throws IOException {
    byte[] whole = resource("rgb.png");
    assertThat(refusal(new byte[0])).isEqualTo("x.png: the file is empty; expected a PNG image");
    assertThat(refusal("GIF89a…………".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .startsWith("x.png: begins with 474946");
    assertThat(refusal(Arrays.copyOf(whole, 8))).contains("ends at byte 8");
    assertThat(refusal(Arrays.copyOf(whole, whole.length - 30))).contains("where");
    byte[] flipped = whole.clone();
    flipped[80] ^= 1;
    assertThat(refusal(flipped)).contains("fails its checksum");
    assertThat(refusal(chunks(header(11, 7), chunk("IEND", new byte[0])))).contains("no pixels");
    assertThat(refusal(chunks(chunk("IEND", new byte[0])))).contains("IHDR");
  }

  @Test
  void pixelsThatEndTooSoonAreRefused() {
    byte[] few = chunk("IDAT", deflated(new byte[50]));
    assertThat(refusal(chunks(header(11, 7), few, chunk("IEND", new byte[0]))))
        .startsWith("x.png: cannot be decoded");
  }

  @ParameterizedTest
  @CsvSource({"4097, 1", "1, 4097", "0, 5", "5, 0", "-1, 5", "2000000000, 2000000000"})
  void anAbsurdSizeIsRefusedBeforeAnythingIsAllocated(int width, int height) {
    byte[] file = chunks(header(width, height), chunk("IDAT", new byte[10]));
    assertThat(refusal(file)).contains("pixels; expected 1 to 4096 each way");
  }

  @Test
  void textsThatInflateWithoutEndAreNeverRead() throws IOException {
    byte[] bomb = deflated(new byte[200 << 20]);
    ByteBuffer text = ByteBuffer.allocate(2 + bomb.length);
    text.put((byte) 'a').put((byte) 0).put(bomb);
    ByteBuffer zipped = ByteBuffer.allocate(3 + bomb.length);
    zipped.put((byte) 'a').put((byte) 0).put((byte) 0).put(bomb);
    byte[] rgb = resource("rgb.png");
    int headerEnd = 33;
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(rgb, 0, headerEnd);
    file.writeBytes(chunk("iCCP", zipped.array()));
    file.writeBytes(chunk("zTXt", zipped.array()));
    file.writeBytes(chunk("tEXt", text.array()));
    file.write(rgb, headerEnd, rgb.length - headerEnd);
    assertThat(PngReader.read("bomb", file.toByteArray()).rgb())
        .containsExactly(resource("rgb.rgb"));
  }

  @Test
  void pixelsThatInflateWithoutEndAreReadAsFarAsTheImageGoes() throws IOException {
    byte[] file =
        chunks(
            header(11, 7),
            chunk("IDAT", deflated(new byte[200 << 20])),
            chunk("IEND", new byte[0]));
    assertThat(PngReader.read("bomb", file).rgb()).hasSize(11 * 7 * 3).containsOnly(0);
  }

  @Test
  void aFileThatIsMissingIsNamed() throws IOException {
    Path missing = folder.resolve("missing.png");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> PngReader.read(missing))
        .withMessage(missing + ": no such file; expected a PNG image");
    Path there = Files.write(folder.resolve("there.png"), resource("rgb.png"));
    assertThat(PngReader.read(there).rgb()).containsExactly(resource("rgb.rgb"));
  }

  private static String refusal(byte[] file) {
    try {
      PngReader.read("x.png", file);
    } catch (BadInputException refused) {
      return String.valueOf(refused.getMessage());
    }
    return "read";
  }

  static byte[] resource(String name) throws IOException {
    try (InputStream in = PngReaderTest.class.getResourceAsStream(name)) {
      return java.util.Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  static byte[] chunks(byte[]... chunks) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    for (byte[] chunk : chunks) {
      file.writeBytes(chunk);
    }
    return file.toByteArray();
  }

  /** Of an RGB image of 8 bits. */
  static byte[] header(int width, int height) {
    ByteBuffer data = ByteBuffer.allocate(13).putInt(width).putInt(height);
    data.put((byte) 8).put((byte) 2);
    return chunk("IHDR", data.array());
  }

  static byte[] chunk(String name, byte[] data) {
    byte[] kind = name.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(kind);
    sum.update(data);
    return ByteBuffer.allocate(12 + data.length)
        .putInt(data.length)
        .put(kind)
        .put(data)
        .putInt((int) sum.getValue())
        .array();
  }

  static byte[] deflated(byte[] data) {
    Deflater deflater = new Deflater();
    deflater.setInput(data);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }
}
