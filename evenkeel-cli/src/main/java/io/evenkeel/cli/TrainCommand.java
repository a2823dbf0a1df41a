package io.evenkeel.cli;

import io.evenkeel.recipe.Recipe;
import io.evenkeel.runs.RunExecution;
import io.evenkeel.runs.RunFiles;
import io.evenkeel.runs.RunOutcome;
import java.nio.file.Path;
import java.util.List;
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
      RunOutcome outcome =
          new RunExecution("train", recipe, out, Progress.onTerminal(label()), interruption).run();
      if (outcome instanceof RunOutcome.Finished finished) {
        System.out.println(ResultTables.comparison(List.of(finished.summary())));
        System.out.println("report: " + new RunFiles(out).report());
        return ExitCode.DONE;
      }
      System.err.println("interrupted; " + ((RunOutcome.Interrupted) outcome).advice());
      return ExitCode.INTERRUPTED;
    }
  }

  private String label() {
    return String.valueOf(out.getFileName());
  }
}
