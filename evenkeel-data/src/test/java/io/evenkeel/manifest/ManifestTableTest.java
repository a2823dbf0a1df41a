package io.evenkeel.manifest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.input.BadInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTableTest {
  @TempDir private Path folder;

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private Path write(String name, String text) throws IOException {
    return write(name, text.getBytes(UTF_8));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private void refused(String name, String text, String message) throws IOException {
    refused(write(name, text), message);
  }

  private static void refused(Path file, String message) {
    assertThatThrownBy(() -> ManifestTable.read(file))
        .isInstanceOf(BadInputException.class)
        .message()
        .startsWith(file.toString())
        .contains(message)
        .doesNotContain("\n");
  }

  @Test
  void columnsAreFoundByNameAndRowsByNumber() throws IOException {
    ManifestTable table =
        ManifestTable.read(
            write("m.csv", "image,label,weight\na.png,cat,1\nb.png,dog,0.5\nc.png,cat,\n"));
    assertThat(table.rows()).isEqualTo(3);
    assertThat(table.columns())
        .extracting(ManifestColumn::name)
        .containsExactly("image", "label", "weight");
    assertThat(table.column("image").text(2)).isEqualTo("c.png");
    ManifestColumn label = table.column("label");
    assertThat(label.distinct()).containsExactly("cat", "dog");
    assertThat(label.code(0)).isEqualTo(1).isEqualTo(label.code(2));
    assertThat(label.code(1)).isEqualTo(2);
    ManifestColumn weight = table.column("weight");
    assertThat(weight.numbers()).containsExactly(1, 0.5, Double.NaN);
    assertThat(weight.missing(2)).isTrue();
    assertThat(weight.countMissing()).isEqualTo(1);
    assertThat(table.find("sound")).isEmpty();
  }

  @Test
  void theThreeFormatsGiveTheSameTable() throws IOException {
    ManifestTable csv =
        ManifestTable.read(write("m.csv", "path,n,ok,v\n\"a,€\",3,true,1;2.5\n,-1.5,false,\n"));
    ManifestTable json =
        ManifestTable.read(
            write(
                "m.jsonl",
                """
                {"path": "a,\\u20ac", "n": 3, "ok": true, "v": [1, 2.5]}
                {"path": null, "n": -1.5, "ok": false}
                """));
    for (int c = 0; c < 4; c++) {
      ManifestColumn ours = csv.columns().get(c);
      ManifestColumn theirs = json.columns().get(c);
      assertThat(theirs.name()).isEqualTo(ours.name());
      assertThat(theirs.distinct()).isEqualTo(ours.distinct());
      for (int row = 0; row < 2; row++) {
        assertThat(theirs.code(row)).isEqualTo(ours.code(row));
      }
    }
    assertThat(json.column("v").values(0)).containsExactly(1, 2.5f);
    assertThat(json.column("v").list(0)).containsExactly("1", "2.5");
    assertThat(json.column("v").list(1)).isEmpty();
  }

  /** What write_manifests.py put into the table. */
  @ParameterizedTest
  @ValueSource(strings = {"none", "snappy", "zstd", "gzip", "lz4"})
  void parquetOfEveryCompressionGivesWhatWasWritten(String codec) throws IOException {
    ManifestTable table = ManifestTable.read(resource(codec + ".parquet"));
    assertThat(table.rows()).isEqualTo(40);
    for (int i = 0; i < 40; i++) {
      assertThat(table.column("image").text(i)).isEqualTo("images/%03d.png".formatted(i));
      assertThat(table.column("sound").missing(i)).isEqualTo(i % 7 == 3);
      assertThat(table.column("count").number(i)).isEqualTo(i * i - 5);
      assertThat(table.column("weight").number(i)).isEqualTo(0.25 * i);
      assertThat(table.column("good").text(i)).isEqualTo(i % 2 == 0 ? "true" : "false");
      if (i == 4 || i == 5) {
        assertThat(table.column("embedding").missing(i)).isTrue();
      } else {
        assertThat(table.column("embedding").values(i)).containsExactly(i, i + 0.5f, -i);
      }
    }
    assertThat(table.column("label").distinct()).containsExactly("null", "eins", "zwei", "drei €");
    assertThat(table.column("label").text(39)).isEqualTo("drei €");
    assertThat(table.column("small").missing(2)).isTrue();
    assertThat(table.column("small").text(39)).isEqualTo("39");
    assertThat(table.column("ratio").missing(1)).isTrue();
    assertThat(table.column("ratio").number(39)).isEqualTo(9.75);
    assertThat(table.place(16)).endsWith(codec + ".parquet, row 17");
  }

  private Path resource(String name) throws IOException {
    try (var in = ManifestTableTest.class.getResourceAsStream(name)) {
      return write(name, in.readAllBytes());
    }
  }

  @Test
  void parquetThatIsNoTableOfSamplesIsRefused() throws IOException {
    refused(resource("timestamp.parquet"), ", column when: values of type int64 TIMESTAMP");
    refused(resource("struct.parquet"), ", column pair: nested values");
    refused(resource("no-rows.parquet"), ": no samples; expected at least one row");
    byte[] whole = Files.readAllBytes(resource("zstd.parquet"));
    refused(write("cut.parquet", Arrays.copyOf(whole, whole.length / 2)), ": cannot be read (");
    refused(write("garbage.parquet", "no Parquet at all"), ": cannot be read (");
    refused(write("empty.parquet", ""), ": the file is empty");
    whole[300] ^= 1;
    refused(write("damaged.parquet", whole), ": cannot be read (");
    refused(folder.resolve("none.parquet"), ": no such file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void linesMayEndInAnyWayAndQuotedCellsHoldThem(String end) throws IOException {
    String text = "a,b" + end + "\"1" + end + "2\",\"say \"\"x\"\"\"" + end + end + "3,4";
    ManifestTable table = ManifestTable.read(write("m.csv", text));
    assertThat(table.rows()).isEqualTo(2);
    assertThat(table.column("a").text(0)).isEqualTo("1" + end + "2");
    assertThat(table.column("b").text(0)).isEqualTo("say \"x\"");
    assertThat(table.column("b").place(1)).endsWith("m.csv, line 5, column b");
  }

  @Test
  void aByteOrderMarkAndGzipAreUnderstood() throws IOException {
    byte[] marked = "\ufeffa,b\n1,2\n".getBytes(UTF_8);
    assertThat(ManifestTable.read(write("m.csv", marked)).column("a").text(0)).isEqualTo("1");
    assertThat(ManifestTable.read(write("m.csv.gz", gzip(marked))).column("a").text(0))
        .isEqualTo("1");
    byte[] json = "\ufeff{\"a\": 1}\n".getBytes(UTF_8);
    assertThat(ManifestTable.read(write("m.ndjson.gz", gzip(json))).column("a").text(0))
        .isEqualTo("1");
    byte[] cut = Arrays.copyOf(gzip(marked), 20);
    refused(write("cut.csv.gz", cut), "the compressed data are cut short or damaged");
    refused(write("cut.jsonl.gz", cut), "the compressed data are cut short or damaged");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a,b¶1,2¶3¶|, line 3: 1 cells; expected as many as the header has names, 2",
        "a,b¶1,2,3¶|, line 2: more than 2 cells; expected as many as the header has names, 2",
        "a,a¶1,2¶|, line 1: two columns \"a\"",
        "a,,c¶1,2,3¶|, line 1: no name for column 2",
        "a,b¶x,y\0z¶|, line 2, column b: a NUL byte",
        "a,b¶1,2¶\"x,y¶|, line 3: cannot be read as CSV (Unclosed quoted field",
        "a,b¶1,\"2\"x¶|, line 2: cannot be read as CSV (Unexpected character after closing quote",
        "a,b¶|: no samples; expected at least one row",
        "a,b|: no samples; expected at least one row",
        "``|: the file is empty",
        "¶¶|: the file is empty",
      })
  void damagedCsvIsRefusedByLine(String text, String message) throws IOException {
    refused("m.csv", text.replace('¶', '\n'), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1}¶{\"a\":|, line 2: cannot be read as JSON (",
        "[1]|, line 1: JSON that is no object",
        "{\"a\":1} {}|, line 1: more behind the object",
        "{\"a\":{\"b\":1}}|, line 1, column a: a nested or absent value",
        "{\"a\":[[1]]}|, line 1, column a: a nested or absent value",
        "{\"a\":[null]}|, line 1, column a: a nested or absent value",
        "{\"a\":[\"x;y\"]}|, line 1, column a: an element that is empty or holds a semicolon",
        "{\"a\":1,\"a\":2}|, line 1: cannot be read as JSON (Duplicate field 'a'",
        "{\"\":1}|, line 1: no name for column 1",
        "{\"a\":\"x\\u0000\"}|, line 1, column a: a NUL byte",
        "¶ ¶|: no samples",
        "{}|: no columns",
        "``|: no samples",
      })
  void damagedJsonLinesAreRefusedByLine(String text, String message) throws IOException {
    refused("m.jsonl", text.replace('¶', '\n'), message);
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() throws IOException {
    byte[] latin = "a,b\n1,ü\n".getBytes(ISO_8859_1);
    refused(write("m.csv", latin), "bytes that are not UTF-8");
    refused(write("m.jsonl", "{\"a\":\"ü\"}".getBytes(ISO_8859_1)), "Invalid UTF-8");
    refused(write("m.csv", "a,b\n1,2\n".getBytes(java.nio.charset.StandardCharsets.UTF_16)), "");
  }

  @Test
  void aLineWithoutEndIsGivenUp() throws IOException {
    byte[] endless = new byte[17 << 20];
    Arrays.fill(endless, (byte) 'x');
    refused(write("m.csv", endless), "line 1: cannot be read as CSV (");
    refused(write("m.jsonl", endless), ", line 1: more than 16 MiB");
    Arrays.fill(endless, (byte) ',');
    refused(write("m.csv", endless), ", line 1: no name for column 1");
  }

  @Test
  void aFileOfAnotherKindIsRefused() throws IOException {
    refused("m.txt", "a\n1\n", "a name that ends in .csv, .jsonl, .ndjson");
    refused(folder.resolve("none.csv"), ": no such file; expected a manifest");
    refused(Files.createDirectory(folder.resolve("folder.csv")), ": cannot be read (");
    refused(Files.createDirectory(folder.resolve("folder.parquet")), ": a folder");
  }

  @Test
  void aCellOfTheWrongKindIsRefusedByLineAndColumn() throws IOException {
    ManifestTable table =
        ManifestTable.read(write("m.csv", "n,v\n0x10,1 2\nNaN,1;x\n1e999,\n12f,3;\n"));
    ManifestColumn n = table.column("n");
    for (int row = 0; row < 4; row++) {
      int of = row;
      assertThatThrownBy(() -> n.number(of))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("m.csv, line " + (row + 2) + ", column n: \"");
    }
    assertThat(table.column("v").values(0)).containsExactly(1, 2);
    assertThatThrownBy(() -> table.column("v").values(1)).hasMessageContaining("line 3, column v");
    assertThatThrownBy(() -> table.column("v").text(2)).hasMessageContaining("no value");
    assertThatThrownBy(() -> table.column("v").values(3)).hasMessageContaining("\"\"");
    assertThatThrownBy(() -> table.column("m"))
        .hasMessageEndingWith("no column m; expected one of [n, v]");
  }

  /** Enough different texts to grow every array several times. */
  @Test
  void manyRowsKeepTheirTexts() throws IOException {
    int rows = 20_000;
    StringBuilder text = new StringBuilder("path,group\n");
    for (int i = 0; i < rows; i++) {
      text.append("folder/").append(i).append("/𝄞é.wav,").append(i % 300).append('\n');
    }
    ManifestTable table = ManifestTable.read(write("m.csv", text.toString()));
    assertThat(table.rows()).isEqualTo(rows);
    for (int i = 0; i < rows; i += 7) {
      assertThat(table.column("path").text(i)).isEqualTo("folder/" + i + "/𝄞é.wav");
      assertThat(table.column("group").text(i)).isEqualTo(Integer.toString(i % 300));
    }
    assertThat(table.column("group").distinct()).hasSize(300);
    assertThat(table.column("path").distinct()).hasSize(rows);
  }
}
