package io.evenkeel.sweep;

import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.run.Seed;
import java.util.ArrayList;
import java.util.List;

/**
 * A key with a list of values.
 *
 * @param key the dotted path
 * @param values the values in the order in which they were given, at least one, no two the same
 */
public record Choices(String key, List<String> values) implements Dimension {
  /** Keeps its own copy of the list. */
  public Choices {
    values = List.copyOf(values);
  }

  /**
   * Reads {@code KEY=V1,V2,…}; a list in square brackets is one value.
   *
   * @throws BadInputException for no value, an unknown key, a value that the recipe refuses, or two
   *     that come to the same
   */
  public static Choices parse(Recipe base, String argument) {
    String option = "--grid " + argument;
    int equals = argument.indexOf('=');
    if (equals <= 0) {
      throw new BadInputException(option, "no KEY=VALUE,VALUE", "such as alpha=0.001,0.01");
    }
    String key = Dimension.key("--grid", argument.substring(0, equals).strip());
    List<String> values = split(argument.substring(equals + 1));
    List<Recipe> recipes = new ArrayList<>();
    for (String value : values) {
      if (value.isEmpty()) {
        throw new BadInputException(option, "an empty value", "values between commas");
      }
      Recipe recipe = Dimension.with(base, option, new Setting(key, value));
      if (recipes.contains(recipe)) {
        throw new BadInputException(option, value + " a second time", "each value once");
      }
      recipes.add(recipe);
    }
    return new Choices(key, values);
  }

  /** The parts between the commas that stand outside of brackets. */
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(text.substring(start, i).strip());
        start = i + 1;
      }
    }
    parts.add(text.substring(start).strip());
    return parts;
  }

  @Override
  public Setting draw(Seed seed) {
    return new Setting(key, values.get(seed.random().nextInt(values.size())));
  }

  @Override
  public double size() {
    return values.size();
  }
}
