package io.evenkeel.cli;

import io.evenkeel.advise.Advice;
import io.evenkeel.advise.AdviceExecution;
import io.evenkeel.advise.AdviceFiles;
import io.evenkeel.advise.AdviceWords;
import io.evenkeel.advise.Budget;
import io.evenkeel.advise.FailedRunException;
import io.evenkeel.advise.Question;
import io.evenkeel.advise.Remedy;
import io.evenkeel.advise.Stage;
import io.evenkeel.experiment.CellObserver;
import io.evenkeel.experiment.CellResults;
import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.report.Grid;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code evenkeel advise}. */
@Command(
    name = "advise",
    description = {
      "Find out which modality a recipe's network leaves unused, and which remedy helps.",
      "Trains small runs within a budget of time and chooses on validation data alone. The same"
          + " command goes on where it was stopped."
    },
    mixinStandardHelpOptions = true)
final class AdviseCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RECIPE.yaml", description = "The recipe in question.")
  private Path recipeFile = Path.of("");

  @Mixin private RecipeOptions options = new RecipeOptions();

  @Option(
      names = "--budget",
      defaultValue = "30m",
      paramLabel = "TIME",
      description = "How long it may take, such as 30m or 1h30m. Default: ${DEFAULT-VALUE}.")
  private String budget = "30m";

  @Option(
      names = "--seeds",
      defaultValue = "3",
      paramLabel = "N",
      description =
          "How many seeds conclusions rest on, if the budget has room. Default: ${DEFAULT-VALUE}.")
  private int seeds;

  @Option(
      names = "--remedies",
      split = ",",
      paramLabel = "NAME",
      description = "Which remedies to try. Default: all.")
  private @Nullable List<String> remedies;

  @Option(
      names = "--jobs",
      paramLabel = "J",
      description = "How many runs to train at a time. Default: one for each processor.")
  private @Nullable Integer jobs;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write.")
  private Path out = Path.of("");

  @Override
  public Integer call() {
    Recipe recipe = options.read(recipeFile);
    Question question =
        new Question(
            recipe,
            Budget.parse(budget),
            seeds,
            remedies == null ? Remedy.all() : Remedy.named(remedies));
    AdviceFiles files = new AdviceFiles(out);
    try (Interruption interruption = Interruption.listen()) {
      // The process may end as soon as this is closed: all is said before.
      return advise(
          question, files, new Stage(jobs(recipe), AdviseCommand::progress, interruption));
    }
  }

  private static int advise(Question question, AdviceFiles files, Stage stage) {
    try {
      Advice advice =
          new AdviceExecution(
                  question, files, stage, System.err::println, () -> System.nanoTime() * 1e-9)
              .run();
      print(advice, files);
      return ExitCode.DONE;
    } catch (CancellationException stopped) {
      StatusLine.onTerminal().print("interrupted; the same command goes on");
      return ExitCode.INTERRUPTED;
    } catch (FailedRunException failed) {
      StatusLine.onTerminal().print("evenkeel: " + failed.getMessage());
      return ExitCode.FAILED;
    }
  }

  private static CellObserver progress(CellResults before) {
    return CellProgress.onTerminal(
        before,
        summary ->
            String.format(
                Locale.ROOT,
                "validation %s %%  %.1f s",
                Numbers.percent(summary.path("validation").path("accuracy").asDouble()),
                summary.path("seconds").asDouble()));
  }

  private int jobs(Recipe recipe) {
    if (jobs == null) {
      int processors = Runtime.getRuntime().availableProcessors();
      return Math.max(1, processors / Math.max(1, recipe.threads()));
    }
    if (jobs < 1) {
      throw new BadInputException("--jobs", Integer.toString(jobs), "a whole number ≥ 1");
    }
    return jobs;
  }

  private static void print(Advice advice, AdviceFiles files) {
    AdviceWords words = new AdviceWords(advice);
    System.out.println(words.headline());
    words.sentences().forEach(System.out::println);
    System.out.println();
    print(words.uses());
    print(words.remedies());
    words.refusals().forEach(System.out::println);
    System.out.println("recipe to use: " + files.recipe());
    System.out.println("report: " + files.report());
  }

  private static void print(Grid grid) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(grid.header());
    rows.addAll(grid.rows());
    System.out.println(grid.caption());
    System.out.println(new TextTable(rows).text());
  }
}
