package io.evenkeel.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * A manifest as JSON Lines: an object a line, whose values are texts, numbers, booleans, nulls, or
 * lists of the first three. A key that a row lacks is missing there. Empty lines are no rows.
 */
final class JsonLinesManifest {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final TableBuilder table;
  private final CellText text = new CellText();
  private int line;

  private JsonLinesManifest(TableBuilder table) {
    this.table = table;
  }

  static ManifestTable read(Path file) {
    JsonLinesManifest rows = new JsonLinesManifest(TableBuilder.ofLines(file.toString()));
    try (InputStream in = TextInput.open(file)) {
      TextLines lines = new TextLines(file.toString(), in);
      while (lines.next()) {
        rows.line = lines.number;
        if (!isBlank(lines)) {
          rows.read(lines);
        }
      }
    } catch (JsonProcessingException damaged) {
      throw rows.damaged(damaged);
    } catch (IOException unreadable) {
      String where = rows.line == 0 ? file.toString() : file + ", in or after line " + rows.line;
      throw TextInput.unreadable(where, unreadable);
    }
    return rows.table.built();
  }

  private static boolean isBlank(TextLines lines) {
    for (int i = 0; i < lines.length; i++) {
      if (lines.bytes[i] != ' ' && lines.bytes[i] != '\r' && lines.bytes[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  private BadInputException damaged(JsonProcessingException damaged) {
    int character = damaged.getLocation() == null ? 1 : damaged.getLocation().getColumnNr();
    String said = String.valueOf(damaged.getOriginalMessage());
    return new BadInputException(
        table.file() + ", line " + line,
        "cannot be read as JSON (" + said + ", at character " + character + ")",
        "one JSON object",
        damaged);
  }

  private void read(TextLines lines) throws IOException {
    try (JsonParser json = JSON.createParser(lines.bytes, 0, lines.length)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw table.bad(line, "JSON that is no object", "one JSON object");
      }
      while (json.nextToken() != JsonToken.END_OBJECT) {
        int column = table.columnNamed(json.currentName(), line);
        cell(json, column, json.nextToken());
      }
      if (json.nextToken() != null) {
        throw table.bad(line, "more behind the object", "one JSON object a line");
      }
    }
    table.endRow(line);
  }

  private void cell(JsonParser json, int column, JsonToken token) throws IOException {
    if (token == JsonToken.START_ARRAY) {
      list(json, column);
    } else if (token != JsonToken.VALUE_NULL) {
      requireScalar(token, column);
      text.set(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
      table.cell(column, text, line);
    }
  }

  private void list(JsonParser json, int column) throws IOException {
    StringBuilder joined = new StringBuilder();
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      requireScalar(token, column);
      String element = json.getText();
      ListCell.append(joined, element, () -> table.bad(line, column, ListCell.FOUND, "none"));
    }
    text.set(joined.toString());
    table.cell(column, text, line);
  }

  private void requireScalar(JsonToken token, int column) {
    if (token == null || !token.isScalarValue() || token == JsonToken.VALUE_NULL) {
      throw table.bad(
          line, column, "a nested or absent value", "a text, number, boolean, or list of these");
    }
  }
}
