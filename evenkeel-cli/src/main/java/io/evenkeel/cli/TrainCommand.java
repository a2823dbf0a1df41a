package io.evenkeel.cli;

import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.runs.ExistingRun;
import io.evenkeel.runs.RecipeDifference;
import io.evenkeel.runs.RunExecution;
import io.evenkeel.runs.RunFiles;
import io.evenkeel.runs.RunOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code evenkeel train}. */
@Command(
    name = "train",
    description = {
      "Train by a recipe, evaluate, diagnose and write a run directory.",
      "A run that was stopped goes on where its last checkpoint stands."
    },
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "RECIPE.yaml",
      arity = "0..1",
      description = "The recipe; may be left out with --resume.")
  private @Nullable Path recipeFile;

  @Mixin private RecipeOptions options = new RecipeOptions();

  @Mixin private TensorBoardOption tensorboard = new TensorBoardOption();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The run directory to write.")
  private Path out = Path.of("");

  @Option(names = "--overwrite", description = "Replace the run that is in the directory.")
  private boolean overwrite;

  @Option(
      names = "--resume",
      description =
          "Go on with the run that is in the directory; fail if there is none."
              + " Without it, a run of the same recipe goes on if there is one.")
  private boolean resume;

  @Override
  public Integer call() {
    RunFiles files = new RunFiles(out);
    Recipe recipe = options.read(recipeFile(files));
    ExistingRun existing = overwrite ? ExistingRun.REPLACE : ExistingRun.RESUME;
    if (!overwrite && files.isFinished() && RecipeDifference.first(files, recipe).isEmpty()) {
      files.tidyUpAfterFinish();
      System.out.println(out + " has finished already; --overwrite trains it anew");
      System.out.println("report: " + files.report());
      return ExitCode.DONE;
    }
    try (Interruption interruption = Interruption.listen()) {
      RunOutcome outcome =
          new RunExecution(
                  "train",
                  recipe,
                  out,
                  existing,
                  tensorboard.watchers(),
                  Progress.onTerminal(label()),
                  interruption)
              .run();
      if (outcome instanceof RunOutcome.Finished finished) {
        System.out.println(ResultTables.comparison(List.of(finished.summary())));
        System.out.println(ResultTables.resources(finished.summary()));
        System.out.println("report: " + files.report());
        return ExitCode.DONE;
      }
      StatusLine.onTerminal().print("interrupted " + ((RunOutcome.Interrupted) outcome).advice());
      return ExitCode.INTERRUPTED;
    }
  }

  private Path recipeFile(RunFiles files) {
    if (resume && overwrite) {
      throw new BadInputException("--resume", "--overwrite beside it", "one of them");
    }
    if (resume) {
      files.requireRun();
    }
    if (recipeFile != null) {
      return recipeFile;
    }
    if (!resume) {
      throw new BadInputException("train", "no recipe", "RECIPE.yaml, or --resume");
    }
    return files.recipe();
  }

  private String label() {
    return String.valueOf(out.getFileName());
  }
}
