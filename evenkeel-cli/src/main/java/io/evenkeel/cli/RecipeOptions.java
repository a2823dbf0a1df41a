package io.evenkeel.cli;

import io.evenkeel.recipe.Recipe;
import io.evenkeel.runs.RecipeFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that change a recipe. */
final class RecipeOptions {
  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Set a recipe key: a dotted path such as strategy.alpha, or its last part.")
  private List<String> settings = new ArrayList<>();

  @Option(names = "--seed", paramLabel = "N", description = "The same as --set seed=N.")
  private @Nullable Long seed;

  @Option(
      names = "--device",
      paramLabel = "auto|cpu|cuda:N",
      description = "The same as --set device=….")
  private @Nullable String device;

  Recipe read(Path file) {
    return RecipeFile.read(file, all());
  }

  Recipe defaults() {
    return RecipeFile.defaults(all());
  }

  /** The recipe of a file with a strategy, which no setting overrules. */
  Recipe withStrategy(Path file, String strategy) {
    List<String> settings = all();
    settings.add("strategy.name=" + strategy);
    return RecipeFile.read(file, settings);
  }

  private List<String> all() {
    List<String> all = new ArrayList<>(settings);
    if (seed != null) {
      all.add("seed=" + seed);
    }
    if (device != null) {
      all.add("device=" + device);
    }
    return all;
  }
}
