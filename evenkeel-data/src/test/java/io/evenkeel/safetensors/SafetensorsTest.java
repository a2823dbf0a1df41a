package io.evenkeel.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.input.BadInputException;
import io.evenkeel.run.Seed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
  @TempDir Path folder;

  private Path written() {
    Path file = folder.resolve("net.safetensors");
    Safetensors.write(
        file,
        List.of(
            new NamedArray("w", List.of(2L, 3L), new float[] {1, 2, 3, 4, 5, Float.MIN_VALUE}),
            new NamedArray("steps", List.of(), new float[] {7})));
    return file;
  }

  @Test
  void whatIsWrittenIsRead() {
    List<NamedArray> read = Safetensors.read(written());

    assertThat(read).extracting(NamedArray::name).containsExactly("w", "steps");
    assertThat(read.get(0).shape()).containsExactly(2L, 3L);
    assertThat(read.get(0).values()).containsExactly(1, 2, 3, 4, 5, Float.MIN_VALUE);
    assertThat(read.get(1).shape()).isEmpty();
  }

  @Test
  void metadataComesBackBesideTheTensors() {
    Path file = folder.resolve("noted.safetensors");
    var content =
        new Safetensors.Content(
            Map.of("state", "{\"a\": \"é\"}", "z", ""),
            List.of(new NamedArray("w", List.of(1L), new float[] {3})));

    Safetensors.write(file, content);

    Safetensors.Content read = Safetensors.readContent(file);
    assertThat(read.metadata()).isEqualTo(content.metadata());
    assertThat(Safetensors.read(file)).hasSize(1);
    assertThat(Safetensors.readContent(written()).metadata()).isEmpty();
  }

  @Test
  void theBytesAreThoseOfTheFormat() throws IOException {
    byte[] bytes = Files.readAllBytes(written());

    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int header = (int) buffer.getLong();
    String json = new String(bytes, 8, header, StandardCharsets.UTF_8);
    assertThat(json.strip())
        .isEqualTo(
            "{\"w\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]},"
                + "\"steps\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[24,28]}}");
    assertThat(bytes).hasSize(8 + header + 28);
    assertThat(buffer.getFloat(8 + header + 4)).isEqualTo(2f);
  }

  @Test
  void nothingTemporaryIsLeftBehind() throws IOException {
    written();

    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aTruncatedFileIsRefusedWhereverItEnds() throws IOException {
    Path file = written();
    byte[] bytes = Files.readAllBytes(file);
    for (int length = 0; length < bytes.length; length++) {
      Files.write(file, java.util.Arrays.copyOf(bytes, length));

      assertThatThrownBy(() -> Safetensors.read(file))
          .as("cut to %d bytes", length)
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("net.safetensors");
    }
  }

  @Test
  void aHeaderThatClaimsMoreThanTheFileHasIsRefusedWithoutReadingIt() throws IOException {
    Path file = folder.resolve("huge.safetensors");
    Files.write(
        file,
        ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(Long.MAX_VALUE).array());

    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("9223372036854775807");
  }

  @Test
  void anotherDtypeIsNamed() throws IOException {
    Path file = folder.resolve("half.safetensors");
    byte[] json =
        "{\"w\":{\"dtype\":\"I16\",\"shape\":[1],\"data_offsets\":[0,2]}}"
            .getBytes(StandardCharsets.UTF_8);
    Files.write(
        file,
        ByteBuffer.allocate(8 + json.length + 2)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(json.length)
            .put(json)
            .array());

    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("I16")
        .hasMessageContaining("tensor w");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> Safetensors.read(folder.resolve("absent")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("absent: no such file");
  }

  @Test
  void aFolderInItsPlaceIsTheInputsFault() {
    assertThatThrownBy(() -> Safetensors.read(folder))
        .isInstanceOf(BadInputException.class)
        .hasMessage(folder + ": cannot be read (it is a folder); expected a safetensors file");
  }

  @Test
  void mutatedFilesAreReadOrRefusedAndNothingElse() throws IOException {
    byte[] bytes = Files.readAllBytes(written());
    Path file = folder.resolve("mutated");
    UniformRandomProvider random = new Seed(5).random();
    int refused = 0;
    for (int round = 0; round < 1500; round++) {
      byte[] mutated = bytes.clone();
      for (int k = 0; k <= random.nextInt(4); k++) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
      }
      Files.write(file, mutated);
      try {
        Safetensors.read(file);
      } catch (BadInputException e) {
        refused++;
        assertThat(e).hasMessageContaining("mutated");
      }
    }
    assertThat(refused).isBetween(500, 1499);
  }
}
