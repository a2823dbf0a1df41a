package io.evenkeel.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.files.FileTrouble;
import io.evenkeel.files.WholeFile;
import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * JSON as the program writes it: indented, with a final line break, whole or not at all; and as it
 * reads it back.
 */
public final class JsonFile {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private JsonFile() {}

  /** What a file holds; a missing node where it is absent or no JSON. */
  public static JsonNode find(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException absentOrBroken) {
      return MissingNode.getInstance();
    }
  }

  public static void write(Path file, JsonNode json) {
    try {
      WholeFile.write(file, JSON.writeValueAsString(json) + "\n");
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /**
   * Reads a file that holds one JSON object.
   *
   * @param expected what it has to be, as an error says it
   * @throws BadInputException for anything else, naming the line
   */
  public static ObjectNode read(Path file, String expected) {
    try {
      if (JSON.readTree(file.toFile()) instanceof ObjectNode object) {
        return object;
      }
      throw new BadInputException(file.toString(), "no JSON object", expected);
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          file + ", line " + e.getLocation().getLineNr(), "malformed JSON", expected, e);
    } catch (IOException e) {
      throw FileTrouble.unreadable(file, expected, e);
    }
  }
}
