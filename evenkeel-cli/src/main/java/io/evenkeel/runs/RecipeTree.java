package io.evenkeel.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.input.BadInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

/**
 * A complete tree of recipe keys, into which only keys that are there can be written.
 *
 * @param root the tree
 * @param entries for each group whose keys are names that users choose, by its dotted path, what a
 *     new entry begins with
 */
record RecipeTree(ObjectNode root, Map<String, ObjectNode> entries) {

  /** Overlays the values of a user's tree. */
  void overlay(String source, ObjectNode user) {
    overlay(source, "", root, user);
  }

  private void overlay(String source, String prefix, ObjectNode target, ObjectNode user) {
    for (var entry : user.properties()) {
      String path = prefix + entry.getKey();
      JsonNode known = known(prefix, target, entry.getKey());
      if (known == null) {
        throw unknown(source, path, keys());
      }
      if (known instanceof ObjectNode group) {
        if (!(entry.getValue() instanceof ObjectNode values)) {
          throw new BadInputException(
              source + ", " + path, "value " + entry.getValue(), "keys of its own");
        }
        overlay(source, path + ".", group, values);
      } else {
        target.set(entry.getKey(), entry.getValue());
      }
    }
  }

  /** What a key of a group stands for so far; in a group of chosen names, a new entry. */
  private @Nullable JsonNode known(String prefix, ObjectNode group, String key) {
    ObjectNode entry =
        entries.get(prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1));
    if (entry != null && !group.has(key)) {
      group.set(key, entry.deepCopy());
    }
    return group.get(key);
  }

  /**
   * Applies one {@code key=value}; the key is a dotted path or the end of one that no other has.
   */
  void set(String setting, BiFunction<String, String, JsonNode> parseValue) {
    int equals = setting.indexOf('=');
    if (equals <= 0) {
      throw new BadInputException("--set " + setting, "no key=value", "key=value");
    }
    String path = resolve("--set", setting.substring(0, equals).strip());
    int dot = path.lastIndexOf('.');
    ObjectNode group =
        dot < 0 ? root : (ObjectNode) root.at("/" + path.substring(0, dot).replace('.', '/'));
    group.set(path.substring(dot + 1), parseValue.apply(setting, setting.substring(equals + 1)));
  }

  /**
   * The dotted path that a key is, or is the end of; of several, the one that is less deep than all
   * others. {@code source} is where it was asked for. A key of a chosen name is there from now on.
   */
  String resolve(String source, String key) {
    beginEntry(key);
    List<String> leaves = leaves();
    if (leaves.contains(key)) {
      return key;
    }
    List<String> ending = shallowest(leaves.stream().filter(l -> l.endsWith("." + key)).toList());
    if (ending.size() > 1) {
      throw new BadInputException(source, "key " + key, "one of " + ending);
    }
    if (ending.isEmpty()) {
      throw unknown(source, key, leaves);
    }
    return ending.get(0);
  }

  private static List<String> shallowest(List<String> paths) {
    int least = paths.stream().mapToInt(RecipeTree::depth).min().orElse(0);
    List<String> unique = paths.stream().filter(path -> depth(path) == least).toList();
    return unique.size() == 1 ? unique : paths;
  }

  private static int depth(String path) {
    return (int) path.chars().filter(c -> c == '.').count();
  }

  /** Makes the entry that a full path such as {@code group.chosen.leaf} goes through. */
  private void beginEntry(String path) {
    entries.forEach(
        (group, entry) -> {
          String[] rest = path.startsWith(group + ".") ? split(path, group) : new String[0];
          boolean isLeaf =
              rest.length == 2 && !entry.at("/" + rest[1].replace('.', '/')).isMissingNode();
          if (isLeaf && !rest[0].isEmpty()) {
            known(group + ".", (ObjectNode) root.at("/" + group.replace('.', '/')), rest[0]);
          }
        });
  }

  private static String[] split(String path, String group) {
    return path.substring(group.length() + 1).split("\\.", 2);
  }

  private static BadInputException unknown(String source, String key, List<String> known) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    String nearest =
        known.stream()
            .min(
                Comparator.comparingInt(
                    other ->
                        Math.min(distance.apply(key, other), distance.apply(key, lastPart(other)))))
            .orElseThrow();
    return new BadInputException(source, "unknown key " + key, "a recipe key; nearest: " + nearest);
  }

  private static String lastPart(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }

  /** Refuses a key without a value where {@code defaults} has one. */
  void requireValues(String source, ObjectNode defaults) {
    for (String leaf : leaves()) {
      String pointer = "/" + leaf.replace('.', '/');
      JsonNode standard = standard(leaf, defaults);
      JsonNode value = root.at(pointer);
      boolean lacking = isLacking(value) && !standard.isNull();
      for (JsonNode element : value) {
        lacking |= isLacking(element);
      }
      if (lacking) {
        throw new BadInputException(
            source + ", " + leaf, "no value", "a value such as " + standard);
      }
    }
  }

  private JsonNode standard(String leaf, ObjectNode defaults) {
    return entries.entrySet().stream()
        .filter(group -> leaf.startsWith(group.getKey() + "."))
        .map(g -> g.getValue().at("/" + split(leaf, g.getKey())[1].replace('.', '/')))
        .findFirst()
        .orElseGet(() -> defaults.at("/" + leaf.replace('.', '/')));
  }

  private static boolean isLacking(JsonNode value) {
    return value.isNull() || (value.isTextual() && value.asText().isEmpty());
  }

  private List<String> leaves() {
    return keys().stream()
        .filter(key -> !(root.at("/" + key.replace('.', '/')) instanceof ObjectNode))
        .toList();
  }

  /** Every key, groups included. */
  private List<String> keys() {
    List<String> keys = new ArrayList<>();
    collect("", root, keys);
    return keys;
  }

  private static void collect(String prefix, ObjectNode node, List<String> keys) {
    for (var entry : node.properties()) {
      keys.add(prefix + entry.getKey());
      if (entry.getValue() instanceof ObjectNode group) {
        collect(prefix + entry.getKey() + ".", group, keys);
      }
    }
  }
}
