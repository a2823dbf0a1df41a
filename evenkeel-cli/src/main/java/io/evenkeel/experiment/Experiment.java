package io.evenkeel.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.runs.JsonFile;
import io.evenkeel.runs.ProgramVersion;
import io.evenkeel.runs.RecipeDifference;
import io.evenkeel.runs.RecipeFile;
import io.evenkeel.runs.RunExecution;
import io.evenkeel.runs.RunFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Recipes to compare, each with the same seeds, in one folder.
 *
 * @param folder where the cells, the tables and the page go
 * @param variants the recipes, the one to compare with first
 * @param seeds the seeds
 */
public record Experiment(Path folder, List<Variant> variants, List<Long> seeds) {
  /**
   * A recipe under the name that the experiment gives it.
   *
   * @param label unlike that of any other variant; a folder's name
   * @param recipe its seed is not used
   */
  public record Variant(String label, Recipe recipe) {}

  /** Copies the lists. */
  public Experiment {
    variants = List.copyOf(variants);
    seeds = List.copyOf(seeds);
  }

  /** Every recipe with every seed, seed by seed, so that what is done can be compared. */
  public List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (long seed : seeds) {
      variants.forEach(v -> cells.add(Cell.of(v.label(), v.recipe(), seed, folder)));
    }
    return cells;
  }

  /**
   * Refuses a folder that holds a run, a sweep, an experiment of other recipes, or anything that is
   * no experiment. One of other seeds may go on: the cells that are there stay.
   */
  public void refuseOtherContent() {
    if (Files.exists(new RunFiles(folder).recipe())) {
      throw new BadInputException(folder.toString(), "a run is there", "another --out");
    }
    if (Files.exists(folder.resolve(RunFiles.SWEEP))) {
      throw new BadInputException(folder.toString(), "a sweep is there", "another --out");
    }
    Path file = folder.resolve(RunFiles.COMPARISON);
    if (Files.exists(file)) {
      refuseOther(file);
    } else if (!new RunFiles(folder).isNew()) {
      throw new BadInputException(
          folder.toString(),
          "no " + RunFiles.COMPARISON + " among what is in it",
          "a new folder, or a comparison's");
    }
  }

  /**
   * Refuses recipes whose data cannot be read or whose network cannot be made, by trying each that
   * some cell needs.
   *
   * @param notices is told, a line each, how data that take their time are read
   */
  public static void requireRunnable(List<Cell> cells, Consumer<String> notices) {
    Set<List<Object>> tried = new HashSet<>();
    for (Cell cell : cells) {
      Recipe recipe = cell.recipe();
      if (tried.add(List.of(recipe.data(), recipe.model(), recipe.strategy(), recipe.batch()))) {
        RunExecution.network(recipe, RunExecution.open(recipe, notices)).close();
      }
    }
  }

  /** Writes down in the folder what the experiment is, unless it is another's. */
  public void claim() {
    refuseOtherContent();
    JsonFile.write(folder.resolve(RunFiles.COMPARISON), json());
  }

  private void refuseOther(Path file) {
    JsonNode there = JsonFile.read(file, "what compare has written").path("recipes");
    JsonNode wanted = json().path("recipes");
    List<String> found = labels(there);
    List<String> asked = labels(wanted);
    if (!found.equals(asked)) {
      throw new BadInputException(
          file.toString(), "a comparison of " + found, asked + ", or another --out");
    }
    for (String label : asked) {
      RecipeDifference.first(wanted.path(label), there.path(label))
          .ifPresent(
              difference -> {
                throw new BadInputException(
                    file + ", " + label + "." + difference.key(),
                    difference.right(),
                    difference.left() + " as in the recipe given, or another --out");
              });
    }
  }

  private static List<String> labels(JsonNode recipes) {
    List<String> labels = new ArrayList<>();
    recipes.fieldNames().forEachRemaining(labels::add);
    return labels;
  }

  private ObjectNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("command", "compare");
    root.put("evenkeel", ProgramVersion.number());
    seeds.forEach(root.putArray("seeds")::add);
    ObjectNode recipes = root.putObject("recipes");
    variants.forEach(v -> recipes.set(v.label(), RecipeFile.tree(v.recipe()).without("seed")));
    return root;
  }
}
