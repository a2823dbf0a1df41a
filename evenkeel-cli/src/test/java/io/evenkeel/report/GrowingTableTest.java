package io.evenkeel.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowingTableTest {
  @TempDir Path folder;
  private Path file = Path.of("");
  private final Told told = new Told();
  private GrowingTable table = new GrowingTable(file, told);

  /** Writes down what it is told; a row with "bad" in it is one that cannot be understood. */
  private static final class Told implements GrowingTable.Rows {
    private final List<String> rows = new ArrayList<>();
    private int beginnings;

    @Override
    public void begin(List<String> columns) {
      beginnings++;
      rows.clear();
    }

    @Override
    public boolean row(List<String> cells) {
      rows.add(String.join("+", cells));
      return !cells.contains("bad");
    }
  }

  @BeforeEach
  void follow() {
    file = folder.resolve("table.csv");
    table = new GrowingTable(file, told);
  }

  private void append(String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Test
  void aFileThatIsNotThereYetHasNoRowsAndIsReadOnceItIs() throws IOException {
    table.look();
    assertThat(told.rows).isEmpty();

    append("a,b\n1,2\n");
    table.look();

    assertThat(told.rows).containsExactly("1+2");
  }

  @Test
  void aLineIsReadOnceItIsWhole() throws IOException {
    append("a,b\n1,2\n3,");
    table.look();
    assertThat(told.rows).containsExactly("1+2");

    append("4\n5,6\n");
    table.look();
    table.look();

    assertThat(told.rows).containsExactly("1+2", "3+4", "5+6");
    assertThat(told.beginnings).isEqualTo(1);
  }

  @Test
  void whatWasReadIsNotReadAgain() throws IOException {
    append("a,b\n" + "1,2\n".repeat(100));
    table.look();
    try (RandomAccessFile written = new RandomAccessFile(file.toFile(), "rw")) {
      written.seek(4);
      written.writeBytes("9");
    }
    append("3,4\n");

    table.look();

    assertThat(told.beginnings).isEqualTo(1);
    assertThat(told.rows).hasSize(101).contains("3+4").doesNotContain("9+2");
  }

  @Test
  void aTableThatWasCutShortIsReadFromItsBeginning() throws IOException {
    append("a,b\n1,2\n3,4\n5,6\n");
    table.look();
    try (RandomAccessFile written = new RandomAccessFile(file.toFile(), "rw")) {
      written.setLength("a,b\n1,2\n".length());
    }

    table.look();
    assertThat(told.rows).containsExactly("1+2");

    append("7,8\n");
    table.look();
    assertThat(told.rows).containsExactly("1+2", "7+8");
  }

  @Test
  void aTableThatWasCutShortAndHasGrownPastThePlaceAgainIsReadFromItsBeginning()
      throws IOException {
    append("a,b\n1,2\n3,4\n");
    table.look();
    try (RandomAccessFile written = new RandomAccessFile(file.toFile(), "rw")) {
      written.setLength("a,b\n1,2\n".length());
    }
    append("5,6\n7,8\n");

    table.look();

    assertThat(told.rows).containsExactly("1+2", "5+6", "7+8");
  }

  @Test
  void anotherFileInItsPlaceIsReadFromItsBeginning() throws IOException {
    append("a,b\n1,2\n");
    table.look();
    Path other = Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n3,4\n");
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

    table.look();

    assertThat(told.rows).containsExactly("1+2", "3+4");
    assertThat(told.beginnings).isEqualTo(3);
  }

  @Test
  void aFileThatIsGoneTakesItsRowsWithIt() throws IOException {
    append("a,b\n1,2\n");
    table.look();
    Files.delete(file);

    table.look();

    assertThat(told.rows).isEmpty();
  }

  @Test
  void rowsThatCannotBeReadAreCountedAndPassed() throws IOException {
    append("a,b\n1,2\n3\nbad,4\n5,6,7\n\n8,9\n");

    table.look();

    assertThat(told.rows).containsExactly("1+2", "bad+4", "8+9");
    assertThat(table.unreadable()).isEqualTo(4);
  }

  @Test
  void aMillionBytesWithoutALineAreNoObstacle() throws IOException {
    append("a,b\n1,2\n");
    append("x".repeat(3_000_000) + "\n3,4\n");

    table.look();

    assertThat(told.rows).containsExactly("1+2", "3+4");
    assertThat(table.unreadable()).isPositive();
  }

  @Test
  void aLinkInItsPlaceHasNoRows() throws IOException {
    Path elsewhere = Files.writeString(folder.resolve("elsewhere.csv"), "a,b\n1,2\n");
    Files.createSymbolicLink(file, elsewhere);

    table.look();

    assertThat(told.rows).isEmpty();
  }

  @Test
  void aFolderInItsPlaceHasNoRows() throws IOException {
    Files.createDirectory(file);

    table.look();

    assertThat(told.rows).isEmpty();
  }
}
