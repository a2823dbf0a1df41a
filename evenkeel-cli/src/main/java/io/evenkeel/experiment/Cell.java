package io.evenkeel.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.runs.JsonFile;
import io.evenkeel.runs.RecipeDifference;
import io.evenkeel.runs.RecipeFile;
import io.evenkeel.runs.RunFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One run of an experiment: a recipe with one seed, in a run directory of its own.
 *
 * @param label what the experiment calls the recipe, whatever the seed
 * @param recipe what to run, its seed included
 * @param folder the run directory
 */
public record Cell(String label, Recipe recipe, Path folder) {

  /**
   * The cell of a recipe with a seed, in the folder {@code label/seed-N} of its experiment.
   *
   * <p>Where the recipe leaves the number of threads to the machine, the cell takes one: its result
   * shall not depend on how many cells run beside it.
   */
  public static Cell of(String label, Recipe recipe, long seed, Path experiment) {
    int threads = Math.max(1, recipe.threads());
    return new Cell(
        label,
        recipe.withSeed(seed).withThreads(threads),
        experiment.resolve(label).resolve("seed-" + seed));
  }

  /** The recipe's label and the seed: "guided, seed 3". */
  public String name() {
    return label + ", seed " + recipe.seed();
  }

  public RunFiles files() {
    return new RunFiles(folder);
  }

  /**
   * The summary of this cell's finished run; empty where none is there or it is not finished.
   *
   * @throws BadInputException if the folder holds a run of another recipe, or a summary that cannot
   *     be read
   */
  public Optional<JsonNode> summary() {
    if (!Files.exists(files().recipe())) {
      return Optional.empty();
    }
    refuseOtherRecipe();
    Path file = files().summary();
    return Files.exists(file) ? Optional.of(JsonFile.read(file, "a summary")) : Optional.empty();
  }

  private void refuseOtherRecipe() {
    Path file = files().recipe();
    Recipe found = RecipeFile.read(file, List.of());
    RecipeDifference.first(recipe, found)
        .ifPresent(
            difference -> {
              throw new BadInputException(
                  file + ", " + difference.key(),
                  difference.right(),
                  difference.left() + " as in this experiment, or another --out");
            });
  }
}
