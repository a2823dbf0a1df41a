package io.evenkeel.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.evenkeel.recipe.Recipe;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * A key in which two recipes differ.
 *
 * @param key its dotted path
 * @param left its value in the one recipe, as YAML
 * @param right its value in the other
 */
public record RecipeDifference(String key, String left, String right) {

  /** The first key, in the order of a recipe file, in which two recipes differ. */
  public static Optional<RecipeDifference> first(Recipe left, Recipe right) {
    return left.equals(right) ? Optional.empty() : first("", tree(left), tree(right));
  }

  private static Optional<RecipeDifference> first(String key, JsonNode left, JsonNode right) {
    if (!left.isObject()) {
      return left.equals(right)
          ? Optional.empty()
          : Optional.of(new RecipeDifference(key, left.toString(), right.toString()));
    }
    String prefix = key.isEmpty() ? "" : key + ".";
    return left.properties().stream()
        .flatMap(
            entry ->
                first(prefix + entry.getKey(), entry.getValue(), right.path(entry.getKey()))
                    .stream())
        .findFirst();
  }

  private static JsonNode tree(Recipe recipe) {
    try {
      return new YAMLMapper().readTree(RecipeFile.write(recipe));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a recipe that cannot be read back", e);
    }
  }
}
