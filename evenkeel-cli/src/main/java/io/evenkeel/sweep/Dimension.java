package io.evenkeel.sweep;

import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.run.Seed;
import io.evenkeel.runs.RecipeFile;

/** A recipe key that a search varies. */
public sealed interface Dimension permits Choices, Span {

  /** The dotted path of the key. */
  String key();

  /** A value drawn from a seed; the same seed gives the same value. */
  Setting draw(Seed seed);

  /** How many different values there are; infinite for real numbers. */
  double size();

  /** The dotted path that the key of an option stands for. */
  static String key(String option, String name) {
    String key = RecipeFile.key(option, name);
    if (key.equals("seed")) {
      throw new BadInputException(
          option, "key seed", "a setting to choose; --seeds says over how many seeds");
    }
    return key;
  }

  /** The recipe with a value, which has to be one that the key can have. */
  static Recipe with(Recipe base, String option, Setting setting) {
    return RecipeFile.with(base, option, java.util.List.of(setting.toString()));
  }
}
