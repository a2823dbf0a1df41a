package io.evenkeel.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.arrays.FloatArray;
import io.evenkeel.input.BadInputException;
import io.evenkeel.safetensors.NamedArray;
import io.evenkeel.safetensors.Safetensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequenceFileTest {
  @TempDir private Path folder;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path array(String name) throws IOException {
    try (var in = FloatArray.class.getResourceAsStream(name)) {
      return Files.write(folder.resolve(name), in.readAllBytes());
    }
  }

  private void refused(Path file, String message) {
    assertThatThrownBy(() -> SequenceFile.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message);
  }

  @Test
  void aLineOfCsvIsAStep() throws IOException {
    Sequence sequence = SequenceFile.read(write("a.csv", "x,y\n1,2\n3,4.5\n-5,6e1\n"));
    assertThat(sequence.steps()).isEqualTo(3);
    assertThat(sequence.channels()).isEqualTo(2);
    assertThat(sequence.values()).containsExactly(1, 2, 3, 4.5f, -5, 60);
  }

  @Test
  void paddingIsZeroAndTheMaskSaysWhere() throws IOException {
    Sequence sequence = SequenceFile.read(write("a.csv", "x,y\n1,2\n3,4\n"));
    Sequence.Padded padded = sequence.paddedTo(3);
    assertThat(padded.values()).containsExactly(1, 2, 3, 4, 0, 0);
    assertThat(padded.length()).isEqualTo(2);
    assertThat(padded.mask()).containsExactly(1, 1, 0);
    assertThat(sequence.paddedTo(2).values()).containsExactly(1, 2, 3, 4);
    assertThatThrownBy(() -> sequence.paddedTo(1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void arraysOfOneAndTwoDimensionsAreSequences() throws IOException {
    Sequence one = SequenceFile.read(array("version1.npy"));
    assertThat(one).extracting(Sequence::steps, Sequence::channels).containsExactly(2, 1);
    refused(array("le-f4.npy"), "shape [2, 3, 2]; expected [T, C] or [T]");
    byte[] bytes = Files.readAllBytes(array("version1.npy"));
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length - 4, 0x7fc00000);
    Path broken = Files.write(folder.resolve("nan.npy"), bytes);
    refused(broken, "NaN as value 1; expected finite numbers");
    assertThatThrownBy(() -> VectorFile.read(broken)).hasMessageContaining("NaN as value 1");
  }

  @Test
  void cellsThatAreNoNumbersAreRefusedByLineAndColumn() throws IOException {
    refused(write("a.csv", "x,y\n1,2\n3,\n"), ", line 3, column y: no value");
    refused(write("b.csv", "x,y\n1,2\n3,four\n"), ", line 3, column y: \"four\"");
    refused(write("c.csv", "1.5,-2e3\n1,2\n"), ", line 1: numbers; expected the names");
    refused(write("d.txt", "x\n1\n"), "a name that ends in .npy, .csv");
  }

  @Test
  void vectorsAreReadFromThreeKindsOfFile() throws IOException {
    assertThat(VectorFile.read(array("version3.npy")).values()).containsExactly(1.5f, -2.5f);
    assertThat(VectorFile.read(array("one.npz")).shape()).containsExactly(5);
    Path file = folder.resolve("one.safetensors");
    Safetensors.write(file, List.of(new NamedArray("e", List.of(1L, 2L), new float[] {3, 4})));
    FloatArray vector = VectorFile.read(file);
    assertThat(vector.shape()).containsExactly(1, 2);
    assertThat(vector.values()).containsExactly(3, 4);
    NamedArray half = new NamedArray("f", List.of(), new float[] {0.5f});
    Safetensors.write(file, List.of(half, new NamedArray("g", List.of(), new float[] {1})));
    assertThatThrownBy(() -> VectorFile.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("tensors [f, g]; expected exactly one");
    Path other = write("e.bin", "x");
    assertThatThrownBy(() -> VectorFile.read(other)).hasMessageContaining("of unknown kind");
    Path broken = write("f.safetensors", "x");
    assertThatThrownBy(() -> VectorFile.read(broken)).isInstanceOf(BadInputException.class);
  }
}
