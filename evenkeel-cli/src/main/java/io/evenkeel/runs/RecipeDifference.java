package io.evenkeel.runs;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.recipe.Recipe;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A key in which two recipes differ, and with it their results. When checkpoints are written and
 * where decoded images and clips are kept changes no result, and is no difference; nor is how many
 * broken clips are suffered.
 *
 * @param key its dotted path
 * @param left its value in the one recipe, as YAML
 * @param right its value in the other
 */
public record RecipeDifference(String key, String left, String right) {

  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "checkpoint",
          "data.views.cache",
          "data.views.cache_folder",
          "data.video.cache",
          "data.video.cache_folder",
          "data.video.cache_gib",
          "data.video.skipped_share");

  /** In what a recipe differs from that of a run directory. */
  public static Optional<RecipeDifference> first(RunFiles there, Recipe here) {
    return first(RecipeFile.read(there.recipe(), List.of()), here);
  }

  /** The first key, in the order of a recipe file, in which two recipes differ. */
  public static Optional<RecipeDifference> first(Recipe left, Recipe right) {
    return left.equals(right)
        ? Optional.empty()
        : first(RecipeFile.tree(left), RecipeFile.tree(right));
  }

  /** The same for the trees of recipe files. */
  public static Optional<RecipeDifference> first(JsonNode left, JsonNode right) {
    return first("", left, right);
  }

  private static Optional<RecipeDifference> first(String key, JsonNode left, JsonNode right) {
    if (WITHOUT_EFFECT.contains(key)) {
      return Optional.empty();
    }
    if (!left.isObject()) {
      return left.equals(right)
          ? Optional.empty()
          : Optional.of(new RecipeDifference(key, left.toString(), right.toString()));
    }
    String prefix = key.isEmpty() ? "" : key + ".";
    Stream<String> keys = left.properties().stream().map(Map.Entry::getKey);
    Stream<String> added =
        right.properties().stream().map(Map.Entry::getKey).filter(k -> !left.has(k));
    return Stream.concat(keys, added)
        .flatMap(k -> first(prefix + k, left.path(k), right.path(k)).stream())
        .findFirst();
  }
}
