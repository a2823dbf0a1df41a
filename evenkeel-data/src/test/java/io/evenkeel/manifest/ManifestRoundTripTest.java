package io.evenkeel.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.run.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever cells hold, both formats of text give it back. */
class ManifestRoundTripTest {
  private static final String[] PIECES = {
    "a", "é", "€", "𝄞", "\"", ",", "\n", "\r\n", " ", "\t", "\\", "{", "'", "\u2028", "0.5"
  };

  @TempDir private Path folder;

  @Test
  void cellsAreWhatWasWritten() throws IOException {
    for (int t = 0; t < 200; t++) {
      List<List<String>> table = table(new Seed(20261125).fold(t).random());
      Path csv = Files.writeString(folder.resolve("m.csv"), csv(table));
      Path json = Files.writeString(folder.resolve("m.jsonl"), jsonLines(table));
      same(ManifestTable.read(csv), table);
      same(ManifestTable.read(json), table);
    }
  }

  private static void same(ManifestTable read, List<List<String>> table) {
    assertThat(read.rows()).isEqualTo(table.size());
    for (int c = 0; c < table.get(0).size(); c++) {
      ManifestColumn column = read.column("c" + c);
      for (int row = 0; row < table.size(); row++) {
        String cell = table.get(row).get(c);
        assertThat(column.missing(row)).isEqualTo(cell.isEmpty());
        if (!cell.isEmpty()) {
          assertThat(column.text(row)).isEqualTo(cell);
          assertThat(column.distinct().get(column.code(row) - 1)).isEqualTo(cell);
        }
      }
    }
  }

  private static List<List<String>> table(UniformRandomProvider random) {
    int columns = 2 + random.nextInt(3);
    List<List<String>> rows = new ArrayList<>();
    for (int row = 1 + random.nextInt(30); row > 0; row--) {
      List<String> cells = new ArrayList<>();
      for (int c = 0; c < columns; c++) {
        StringBuilder cell = new StringBuilder();
        for (int n = random.nextInt(4); n > 0; n--) {
          cell.append(PIECES[random.nextInt(PIECES.length)]);
        }
        cells.add(cell.toString());
      }
      rows.add(cells);
    }
    return rows;
  }

  private static String csv(List<List<String>> table) {
    StringBuilder text = new StringBuilder();
    for (int c = 0; c < table.get(0).size(); c++) {
      text.append(c == 0 ? "" : ",").append('c').append(c);
    }
    for (List<String> row : table) {
      text.append('\n');
      for (int c = 0; c < row.size(); c++) {
        text.append(c == 0 ? "" : ",");
        text.append('"').append(row.get(c).replace("\"", "\"\"")).append('"');
      }
    }
    return text.toString();
  }

  private static String jsonLines(List<List<String>> table) throws IOException {
    ObjectMapper json = new ObjectMapper();
    StringBuilder text = new StringBuilder();
    for (List<String> row : table) {
      ObjectNode object = json.createObjectNode();
      for (int c = 0; c < row.size(); c++) {
        object.put("c" + c, row.get(c));
      }
      text.append(json.writeValueAsString(object)).append('\n');
    }
    return text.toString();
  }
}
