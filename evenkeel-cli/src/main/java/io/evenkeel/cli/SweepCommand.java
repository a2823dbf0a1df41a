package io.evenkeel.cli;

import io.evenkeel.experiment.CellResults;
import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.sweep.Choices;
import io.evenkeel.sweep.Criterion;
import io.evenkeel.sweep.Dimension;
import io.evenkeel.sweep.GridSearch;
import io.evenkeel.sweep.RandomSearch;
import io.evenkeel.sweep.Search;
import io.evenkeel.sweep.Span;
import io.evenkeel.sweep.Sweep;
import io.evenkeel.sweep.SweepExecution;
import io.evenkeel.sweep.SweepOutcome;
import io.evenkeel.sweep.SweepWords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code evenkeel sweep}. */
@Command(
    name = "sweep",
    description = "Search for settings: a grid or random points, chosen by validation alone.",
    mixinStandardHelpOptions = true)
final class SweepCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RECIPE.yaml", description = "The recipe whose keys are varied.")
  private Path recipeFile = Path.of("");

  @Mixin private RecipeOptions options = new RecipeOptions();

  @Option(
      names = "--grid",
      paramLabel = "KEY=V1,V2,…",
      description = "A key, as --set takes it, with its values; again for more keys.")
  private List<String> grids = new ArrayList<>();

  @Option(
      names = "--random",
      paramLabel = "N",
      description = "Try N random points instead of every combination.")
  private @Nullable Integer random;

  @Option(
      names = "--range",
      paramLabel = "KEY=LOW..HIGH[:log]",
      description = "With --random: a key with the range that its numbers are drawn from.")
  private List<String> ranges = new ArrayList<>();

  @Option(
      names = "--search-seed",
      paramLabel = "N",
      description = "With --random: what the draws follow from. Default: 1.")
  private @Nullable Long searchSeed;

  @Option(
      names = "--seeds",
      defaultValue = "3",
      paramLabel = "N",
      description = "Train every point with N seeds. Default: ${DEFAULT-VALUE}.")
  private int seeds;

  @Option(
      names = "--select",
      defaultValue = Criterion.DEFAULT,
      paramLabel = "METRIC",
      description = "The number of a validation split to choose by. Default: ${DEFAULT-VALUE}.")
  private String select = Criterion.DEFAULT;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write.")
  private Path out = Path.of("");

  @Mixin private JobsOption jobs = new JobsOption();

  @Override
  public Integer call() {
    Criterion criterion = Criterion.parse(select);
    Recipe base = options.read(recipeFile);
    Sweep sweep = Sweep.of(base, search(base), seeds, criterion, out);
    SweepExecution execution = new SweepExecution(sweep, jobs.of(sweep.cells()));
    CellResults before = execution.prepare(System.err::println);
    try (Interruption interruption = Interruption.listen()) {
      SweepOutcome outcome =
          execution.run(CellProgress.onTerminal(before, sweep.criterion()::told), interruption);
      if (!outcome.isOver()) {
        StatusLine.onTerminal()
            .print(
                "interrupted; %d of %d runs are finished; the same command goes on"
                    .formatted(outcome.finished(), sweep.cells().size()));
        return ExitCode.INTERRUPTED;
      }
      return print(outcome);
    }
  }

  private Search search(Recipe base) {
    List<Choices> choices = grids.stream().map(grid -> Choices.parse(base, grid)).toList();
    if (random == null) {
      if (!ranges.isEmpty()) {
        throw new BadInputException(
            "--range " + ranges.get(0),
            "no --random",
            "--random N, or --grid with a list of values");
      }
      if (searchSeed != null) {
        throw new BadInputException("--search-seed", "no --random", "--random N");
      }
      return new GridSearch(choices);
    }
    List<Dimension> dimensions = new ArrayList<>(choices);
    ranges.forEach(range -> dimensions.add(Span.parse(base, range)));
    return new RandomSearch(dimensions, random, searchSeed == null ? 1 : searchSeed);
  }

  private static int print(SweepOutcome outcome) {
    SweepWords words = new SweepWords(outcome);
    System.out.println(new SweepTable(outcome).text());
    System.out.println(words.headline());
    words.sentences().forEach(System.out::println);
    words.sameRuns().forEach(System.out::println);
    words.test().ifPresent(System.out::println);
    outcome
        .failed()
        .forEach(t -> System.out.println("failed: " + t.cell().name() + ": " + t.error()));
    if (outcome.selection().isEmpty()) {
      System.err.println(
          "evenkeel: no point could be chosen; report: " + outcome.sweep().files().report());
      return ExitCode.FAILED;
    }
    System.out.println("best recipe: " + outcome.sweep().files().best());
    System.out.println("report: " + outcome.sweep().files().report());
    return ExitCode.DONE;
  }
}
