package io.evenkeel.advise;

import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.runs.RecipeFile;
import java.util.ArrayList;
import java.util.List;

/**
 * A way to make a network use every modality.
 *
 * @param label what tables call it
 * @param settings what it sets in a recipe, as {@code --set} takes them
 */
public record Remedy(String label, List<String> settings) {
  private static final String LATE = "model.fusion.kind=none";

  /** Copies the list. */
  public Remedy {
    settings = List.copyOf(settings);
  }

  /**
   * The remedies that are tried, in the order in which a tie between two is decided. The network
   * keeps its fusion where the method allows it. Methods that need other runs first (a teacher), or
   * to be told which modality misleads or how fast each is to learn, are not among them.
   */
  public static List<Remedy> all() {
    return List.of(
        of("guided"),
        of("random"),
        of("modality-dropout"),
        of("unimodal-losses"),
        of("ogm-ge"),
        of("agm"),
        of("late-ensemble", LATE),
        of("mmpareto", LATE),
        of("pmr", LATE),
        of("mla", LATE),
        of("gblend-offline", LATE),
        of("miles", LATE));
  }

  private static Remedy of(String strategy, String... others) {
    List<String> settings = new ArrayList<>(List.of("strategy.name=" + strategy));
    settings.addAll(List.of(others));
    return new Remedy(strategy, settings);
  }

  /** Those of these labels, in the order of {@link #all}. */
  public static List<Remedy> named(List<String> labels) {
    List<String> known = all().stream().map(Remedy::label).toList();
    for (String label : labels) {
      if (!known.contains(label)) {
        throw new BadInputException("--remedies", label, "some of " + known);
      }
    }
    return all().stream().filter(r -> labels.contains(r.label())).toList();
  }

  /** A recipe with this remedy. */
  Recipe in(Recipe recipe) {
    return RecipeFile.with(recipe, "remedy " + label, settings);
  }
}
