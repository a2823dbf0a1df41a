package io.evenkeel.cli;

import io.evenkeel.recipe.Recipe;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code evenkeel train}. */
@Command(
    name = "train",
    description = "Train by a recipe, evaluate, diagnose and write a run directory.",
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RECIPE.yaml", description = "The recipe.")
  private Path recipeFile = Path.of("");

  @Mixin private RecipeOptions options = new RecipeOptions();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The run directory to write.")
  private Path out = Path.of("");

  @Option(names = "--overwrite", description = "Replace the run that is in the directory.")
  private boolean overwrite;

  @Override
  public Integer call() {
    Recipe recipe = options.read(recipeFile);
    new RunFiles(out).refuseOtherRun(overwrite);
    try (Interruption interruption = Interruption.listen()) {
      Optional<Summary> summary =
          new RunExecution("train", recipe, out, label(), interruption).run();
      if (summary.isEmpty()) {
        System.err.println("interrupted; the best weights so far are in " + out);
        return ExitCode.INTERRUPTED;
      }
      System.out.println(ResultTables.comparison(List.of(summary.get())));
      System.out.println("report: " + new RunFiles(out).report());
      return ExitCode.DONE;
    }
  }

  private String label() {
    return String.valueOf(out.getFileName());
  }
}
