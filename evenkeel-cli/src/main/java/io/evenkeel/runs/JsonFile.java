package io.evenkeel.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.evenkeel.files.WholeFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** JSON as the program writes it: indented, with a final line break, whole or not at all. */
public final class JsonFile {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private JsonFile() {}

  public static void write(Path file, JsonNode json) {
    try {
      WholeFile.write(file, JSON.writeValueAsString(json) + "\n");
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
