package io.evenkeel.reproduce;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.runs.JsonFile;
import java.nio.file.Path;
import java.util.List;

/**
 * Something beside the recipe that a result can depend on.
 *
 * @param name its key in provenance.json
 * @param before what it was; "unknown" where nobody has written it down
 * @param now what it is
 */
public record Circumstance(String name, String before, String now) {
  private static final List<String> NAMES =
      List.of(
          "evenkeel",
          "commit",
          "libtorch",
          "java",
          "system",
          "cpu",
          "processors",
          "threads",
          "device",
          "data_sha256",
          "pretrained_sha256");

  /** Whether it is another now, or may be. */
  public boolean changed() {
    return !before.equals(now);
  }

  static List<Circumstance> all(Path before, Path now) {
    JsonNode then = JsonFile.find(before);
    JsonNode here = JsonFile.find(now);
    return NAMES.stream()
        .map(name -> new Circumstance(name, text(then.path(name)), text(here.path(name))))
        .toList();
  }

  private static String text(JsonNode value) {
    return value.isValueNode() && !value.isNull() ? value.asText() : "unknown";
  }
}
