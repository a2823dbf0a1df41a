package io.evenkeel.reproduce;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.runs.JsonFile;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Compares JSON value by value.
 *
 * @param wallClock keys of the outermost object that are left out
 */
record JsonReader(Set<String> wallClock) implements Findings.Reader {

  @Override
  public void compare(Path before, Path now, Findings findings) {
    JsonNode treeBefore = JsonFile.read(before, "a summary");
    JsonNode treeNow = JsonFile.read(now, "a summary");
    for (String key : keys(treeBefore, treeNow)) {
      if (!wallClock.contains(key)) {
        compare(key, treeBefore.path(key), treeNow.path(key), findings);
      }
    }
  }

  private static Set<String> keys(JsonNode before, JsonNode now) {
    Set<String> keys = new LinkedHashSet<>();
    before.fieldNames().forEachRemaining(keys::add);
    now.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static void compare(String where, JsonNode before, JsonNode now, Findings findings) {
    if (before.isObject() && now.isObject()) {
      for (String key : keys(before, now)) {
        compare(where + "." + key, before.path(key), now.path(key), findings);
      }
    } else if (before.isArray() && now.isArray() && before.size() == now.size()) {
      for (int i = 0; i < before.size(); i++) {
        compare(where + "[" + i + "]", before.path(i), now.path(i), findings);
      }
    } else {
      findings.compare(where, text(before), text(now));
    }
  }

  private static String text(JsonNode node) {
    return node.isMissingNode() ? "absent" : node.isValueNode() ? node.asText() : node.toString();
  }
}
