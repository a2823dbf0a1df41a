package io.evenkeel.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.evenkeel.input.BadInputException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The keys of a recipe that are paths. */
final class RecipePaths {
  private RecipePaths() {}

  /**
   * Makes every path absolute, so that the recipe in a run directory means the same files wherever
   * it is read.
   *
   * @param base what relative paths are relative to
   */
  static void resolve(ObjectNode tree, Path base) {
    resolvePath(tree, "/data", "directory", base);
    resolvePath(tree, "/data", "manifest", base);
    resolvePath(tree, "/data/views", "cache_folder", base);
    resolvePath(tree, "/data/video", "cache_folder", base);
    resolvePath(tree, "/model", "pretrained", base);
    resolvePath(tree, "/model", "script", base);
    for (var encoder : tree.at("/model/encoders").properties()) {
      resolvePath(tree, "/model/encoders/" + encoder.getKey(), "pretrained", base);
      resolvePath(tree, "/model/encoders/" + encoder.getKey(), "script", base);
    }
    for (var input : tree.at("/data/inputs").properties()) {
      resolvePath(tree, "/data/inputs/" + input.getKey(), "file", base);
    }
    if (tree.at("/strategy/umt/teachers") instanceof ArrayNode teachers) {
      for (int i = 0; i < teachers.size(); i++) {
        teachers.set(i, absolute("strategy.umt.teachers", teachers.get(i), base));
      }
    }
  }

  private static void resolvePath(ObjectNode tree, String group, String key, Path base) {
    JsonNode folder = tree.at(group).path(key);
    if (folder.isTextual()) {
      String path = group.substring(1).replace('/', '.') + "." + key;
      ((ObjectNode) tree.at(group)).set(key, absolute(path, folder, base));
    }
  }

  /** An absolute path for a text, and anything else as it is. */
  private static JsonNode absolute(String key, JsonNode value, Path base) {
    try {
      return value.isTextual()
          ? new TextNode(base.resolve(value.asText()).toAbsolutePath().normalize().toString())
          : value;
    } catch (InvalidPathException e) {
      throw new BadInputException(key, value.toString(), "a path", e);
    }
  }
}
