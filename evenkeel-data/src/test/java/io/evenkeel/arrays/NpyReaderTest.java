package io.evenkeel.arrays;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against arrays that NumPy wrote: write_arrays.py. */
class NpyReaderTest {
  @TempDir private Path folder;

  private Path resource(String name) throws IOException {
    try (var in = NpyReaderTest.class.getResourceAsStream(name)) {
      return Files.write(folder.resolve(name), in.readAllBytes());
    }
  }

  private Path write(String header, byte... data) throws IOException {
    ByteBuffer file =
        ByteBuffer.allocate(10 + header.length() + data.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put("\u0093NUMPY\1\0".getBytes(ISO_8859_1)).putShort((short) header.length());
    file.put(header.getBytes(ISO_8859_1)).put(data);
    return Files.write(folder.resolve("written.npy"), file.array());
  }

  private static void refused(Path file, String message) {
    assertThatThrownBy(() -> NpyReader.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> NpyRows.open(file)).isInstanceOf(BadInputException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "le-f2", "be-f2", "le-f4", "be-f4", "le-f8", "be-f8", "le-i1", "le-i2", "be-i2", "le-i4",
        "be-i4", "le-i8", "be-i8"
      })
  void numbersOfEveryFormatAndOrderAreRead(String name) throws IOException {
    FloatArray rows = NpyReader.read(resource(name + ".npy"));
    FloatArray columns = NpyReader.read(resource(name + "-fortran.npy"));
    assertThat(rows.shape()).containsExactly(2, 3, 2).isEqualTo(columns.shape());
    assertThat(rows.values())
        .containsExactly(0, 1, 2, 3, 4, 5, -6, 7, 8, 9, 10, 11)
        .containsExactly(columns.values());
  }

  @ParameterizedTest
  @CsvSource({
    "le-u1, 127, 255",
    "le-u2, 32767, 65535",
    "be-u2, 32767, 65535",
    "le-u4, 2147483647, 4294967295",
    "be-u4, 2147483647, 4294967295",
    "le-u8, 9223372036854775807, 18446744073709551615",
    "be-u8, 9223372036854775807, 18446744073709551615"
  })
  void unsignedNumbersAreNeverNegative(String name, float half, float most) throws IOException {
    assertThat(NpyReader.read(resource(name + ".npy")).values()).containsExactly(0, 1, half, most);
  }

  @Test
  void everyVersionIsReadAndBooleansAndSingleValues() throws IOException {
    for (int version = 1; version <= 3; version++) {
      assertThat(NpyReader.read(resource("version" + version + ".npy")).values())
          .containsExactly(1.5f, -2.5f);
    }
    assertThat(NpyReader.read(resource("bool.npy")).values()).containsExactly(1, 0, 1);
    FloatArray scalar = NpyReader.read(resource("scalar.npy"));
    assertThat(scalar.shape()).isEmpty();
    assertThat(scalar.values()).containsExactly(2.5f);
  }

  @Test
  void whatIsNoArrayOfNumbersIsRefused() throws IOException {
    refused(resource("objects.npy"), "pickled objects, which could run code");
    refused(resource("record.npy"), "expected a dtype of plain numbers");
    refused(resource("complex.npy"), "dtype <c16; expected f2, f4");
    refused(resource("none.npy"), "shape (0, 3); expected 1 to 2^31 - 9 values");
    refused(folder.resolve("missing.npy"), ": no such file; expected an array");
    refused(Files.write(folder.resolve("a"), new byte[0]), ": ends within the header");
    refused(Files.writeString(folder.resolve("b"), "some other file"), ": begins with 736f6d65");
    byte[] whole = Files.readAllBytes(resource("le-f4.npy"));
    refused(Files.write(folder.resolve("c"), Arrays.copyOf(whole, 90)), "ends within the header");
    refused(
        Files.write(folder.resolve("d"), Arrays.copyOf(whole, whole.length - 1)),
        "175 bytes in all; expected 176 for shape [2, 3, 2] of F4");
    refused(
        Files.write(folder.resolve("e"), Arrays.copyOf(whole, whole.length + 1)),
        "177 bytes in all; expected 176");
    whole[6] = 4;
    refused(Files.write(folder.resolve("f"), whole), "version 4 of the format");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2147483647, 2147483647|shape (2147483647, 2147483647)",
        "65536, 65536, 0|shape (65536, 65536, 0)",
        "99999999999|shape (99999999999)",
        "-1|shape (-1)",
        "1073741824,|10737418",
        "'1'|shape"
      })
  void shapesThatNoArrayHasAreRefused(String shape, String message) throws IOException {
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (%s), }\n";
    refused(write(header.formatted(shape), (byte) 1), message);
  }

  @Test
  void rowsAreReadWhereTheyStand() throws IOException {
    // Segments of one row each, and one segment of all.
    for (long most : new long[] {1, 1L << 30}) {
      for (String name : new String[] {"le-f4.npy", "be-i2.npy"}) {
        NpyRows rows = NpyRows.open(resource(name), most);
        assertThat(rows.rows()).isEqualTo(2);
        assertThat(rows.rowShape()).containsExactly(3, 2);
        assertThat(rows.rowValues()).isEqualTo(6);
        float[] target = new float[8];
        rows.read(1, target, 1);
        assertThat(target).containsExactly(0, -6, 7, 8, 9, 10, 11, 0);
        rows.read(0, target, 2);
        assertThat(target).containsExactly(0, -6, 0, 1, 2, 3, 4, 5);
        assertThatThrownBy(() -> rows.read(2, target, 0))
            .isInstanceOf(IndexOutOfBoundsException.class);
      }
    }
    Path fortran = resource("le-f4-fortran.npy");
    assertThatThrownBy(() -> NpyRows.open(fortran))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("Fortran order; expected rows in C order");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stored.npz", "deflated.npz"})
  void arraysOfAnArchiveAreReadByName(String name) throws IOException {
    Path file = resource(name);
    assertThat(NpzReader.names(file)).containsExactly("first", "second");
    assertThat(NpzReader.read(file, "first").values()).containsExactly(1.5f, 2.5f);
    FloatArray second = NpzReader.read(file, "second");
    assertThat(second.shape()).containsExactly(3, 2);
    assertThat(second.values()).containsExactly(0, 1, 2, 3, 4, 5);
    assertThatThrownBy(() -> NpzReader.read(file, "third"))
        .hasMessage(file + ": no array third; expected one of [first, second]");
    assertThatThrownBy(() -> NpzReader.readOnly(file))
        .hasMessage(file + ": arrays [first, second]; expected exactly one");
  }

  @Test
  void damagedArchivesAreRefused() throws IOException {
    assertThat(NpzReader.readOnly(resource("one.npz")).values())
        .containsExactly(0, 0.25f, 0.5f, 0.75f, 1);
    Path absent = folder.resolve("missing.npy");
    assertThatThrownBy(() -> NpyRows.open(absent))
        .isInstanceOf(BadInputException.class)
        .hasMessage(absent + ": no such file; expected an array");
    Path missing = folder.resolve("missing.npz");
    assertThatThrownBy(() -> NpzReader.readOnly(missing))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no such file");
    byte[] whole = Files.readAllBytes(resource("stored.npz"));
    Path cut = Files.write(folder.resolve("cut.npz"), Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> NpzReader.readOnly(cut))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("cannot be read (");
    whole[180] ^= 1;
    Path damaged = Files.write(folder.resolve("damaged.npz"), whole);
    assertThatThrownBy(() -> NpzReader.read(damaged, "first"))
        .hasMessage(damaged + ", array first: the checksum fails; expected an undamaged array");
  }
}
