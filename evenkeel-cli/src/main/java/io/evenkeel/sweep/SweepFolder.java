package io.evenkeel.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.runs.JsonFile;
import io.evenkeel.runs.RecipeDifference;
import io.evenkeel.runs.RecipeFile;
import io.evenkeel.runs.RunFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The folder that a sweep is to go on in: an empty one, or one of a sweep of the same recipe and
 * keys. A later command may add points and seeds, or select by something else; it may not leave
 * points or seeds out, for its table would no longer say what the folder holds.
 */
record SweepFolder(Sweep sweep) {
  private static final String ELSE = ", or another --out";

  /**
   * Checks the folder and writes nothing.
   *
   * @throws BadInputException if it is of another sweep, naming what differs, or of none
   */
  void requireOwn() {
    Path folder = sweep.folder();
    if (Files.exists(sweep.files().json())) {
      refuseOtherRecipe();
      refuseOtherSearch(plan());
    } else if (!new RunFiles(folder).isNew()) {
      throw new BadInputException(
          folder.toString(), "no sweep.json among what is in it", "a new folder, or a sweep's");
    }
  }

  private void refuseOtherRecipe() {
    Path file = sweep.files().base();
    if (Files.exists(file)) {
      Recipe found = RecipeFile.read(file, List.of());
      RecipeDifference.first(found, sweep.base())
          .ifPresent(
              difference -> {
                throw new BadInputException(
                    sweep.folder() + ", a sweep of another recipe",
                    difference.key() + " " + difference.left(),
                    difference.right() + " as asked for" + ELSE);
              });
    }
  }

  private void refuseOtherSearch(JsonNode plan) {
    String where = sweep.files().json().toString();
    List<String> keys = texts(plan.path("keys"));
    if (!keys.equals(sweep.keys())) {
      throw new BadInputException(where, "keys " + keys, sweep.keys() + " as asked for" + ELSE);
    }
    List<String> names = sweep.points().stream().map(Point::name).toList();
    for (JsonNode point : plan.path("points")) {
      String name = point.path("point").asText();
      if (!names.contains(name)) {
        throw new BadInputException(
            where, "point " + name, "a search that has it, too; it may add points" + ELSE);
      }
    }
    for (JsonNode seed : plan.path("seeds")) {
      if (!sweep.seeds().contains(seed.asLong())) {
        throw new BadInputException(
            where, "seed " + seed, "as many --seeds, or more, as there were" + ELSE);
      }
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.asText()));
    return texts;
  }

  private JsonNode plan() {
    return JsonFile.read(sweep.files().json(), "what sweep has written");
  }
}
