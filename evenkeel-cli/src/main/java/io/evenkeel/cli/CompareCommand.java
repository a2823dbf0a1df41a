package io.evenkeel.cli;

import io.evenkeel.experiment.Cell;
import io.evenkeel.experiment.CellQueue;
import io.evenkeel.experiment.CellResults;
import io.evenkeel.experiment.Comparison;
import io.evenkeel.experiment.ComparisonFiles;
import io.evenkeel.experiment.ComparisonGrids;
import io.evenkeel.experiment.ComparisonNotes;
import io.evenkeel.experiment.Contender;
import io.evenkeel.experiment.Experiment;
import io.evenkeel.experiment.Labels;
import io.evenkeel.files.WholeFile;
import io.evenkeel.input.BadInputException;
import io.evenkeel.report.Grid;
import io.evenkeel.runs.RecipeFile;
import io.evenkeel.runs.RunLock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code evenkeel compare}. */
@Command(
    name = "compare",
    description =
        "Train every recipe with every seed, and say how far each recipe is from the first. The"
            + " same command goes on where it was stopped.",
    mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
  private static final int MOST_SEEDS = 10_000;

  @Parameters(
      paramLabel = "RECIPE",
      arity = "1..*",
      description = "Recipes; the others are compared with the first. One with --method.")
  private List<Path> recipeFiles = List.of();

  @Option(
      names = "--seeds",
      required = true,
      paramLabel = "N",
      description = "How many seeds each recipe is trained with.")
  private int seeds;

  @Option(
      names = "--first-seed",
      defaultValue = "1",
      paramLabel = "K",
      description = "The first seed; the others follow it. Default: ${DEFAULT-VALUE}.")
  private long firstSeed;

  @Mixin private JobsOption jobs = new JobsOption();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Set a key of every recipe: a dotted path, or its last part.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--method",
      paramLabel = "NAMES[: KEY=VALUE …]",
      description =
          "Run the recipe once for each of these names, with these settings; a name that is a"
              + " strategy's sets strategy.name. May stand several times: --method vanilla,guided"
              + " --method 'joint,ogm: model.fusion.kind=none'. The others are compared with the"
              + " first.")
  private List<String> methods = new ArrayList<>();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The experiment's directory: its runs, tables and report.")
  private Path out = Path.of("");

  @Override
  public Integer call() {
    Experiment experiment = experiment();
    List<Cell> cells = experiment.cells();
    CellQueue queue = new CellQueue("compare", cells, jobs.of(cells));
    experiment.refuseOtherContent();
    Experiment.requireRunnable(queue.finished().unfinished(), System.err::println);
    WholeFile.requireWritableFolder(out);
    try (RunLock lock = RunLock.acquire(out, "compare");
        Interruption interruption = Interruption.listen()) {
      experiment.claim();
      CellResults results = queue.run(CellProgress.onTerminal(queue.finished()), interruption);
      if (results.interrupted()) {
        StatusLine.onTerminal()
            .print(
                "interrupted; "
                    + results.finished().size()
                    + " of "
                    + cells.size()
                    + " runs are finished; the same command goes on");
        return ExitCode.INTERRUPTED;
      }
      if (results.finished().isEmpty()) {
        System.err.println("evenkeel: no run has finished; there is nothing to compare");
        return ExitCode.FAILED;
      }
      show(Comparison.of(results), new ComparisonFiles(out));
      return results.failed().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  private Experiment experiment() {
    if (seeds < 1 || seeds > MOST_SEEDS) {
      throw new BadInputException(
          "--seeds", Integer.toString(seeds), "a whole number ≥ 1 and at most " + MOST_SEEDS);
    }
    if (firstSeed > Long.MAX_VALUE - seeds) {
      throw new BadInputException(
          "--first-seed", Long.toString(firstSeed), "a seed that has others after it");
    }
    for (String setting : settings) {
      if (setting.strip().startsWith("seed=")) {
        throw new BadInputException("--set " + setting, "one seed", "--first-seed and --seeds");
      }
    }
    List<Long> all = LongStream.range(firstSeed, firstSeed + seeds).boxed().toList();
    return new Experiment(out, methods.isEmpty() ? recipes() : contenders(), all);
  }

  private List<Experiment.Variant> recipes() {
    List<String> labels = Labels.of(recipeFiles);
    List<Experiment.Variant> variants = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      variants.add(
          new Experiment.Variant(labels.get(i), RecipeFile.read(recipeFiles.get(i), settings)));
    }
    return variants;
  }

  private List<Experiment.Variant> contenders() {
    if (recipeFiles.size() > 1) {
      throw new BadInputException(
          "--method", recipeFiles.size() + " recipes", "one, which every method is run with");
    }
    return Contender.of("--method", methods).stream()
        .map(
            contender -> {
              List<String> all = new ArrayList<>(settings);
              all.addAll(contender.settings());
              return new Experiment.Variant(
                  contender.label(), RecipeFile.read(recipeFiles.get(0), all));
            })
        .toList();
  }

  private void show(Comparison comparison, ComparisonFiles files) {
    files.write(comparison);
    for (Grid grid : new ComparisonGrids(comparison).all()) {
      List<List<String>> rows = new ArrayList<>();
      rows.add(grid.header());
      rows.addAll(grid.rows());
      System.out.println(grid.caption());
      System.out.println(new TextTable(rows).text());
    }
    new ComparisonNotes(comparison).all().forEach(System.out::println);
    System.out.println("tables: " + out.resolve("comparison.{csv,json,md,tex}"));
    System.out.println("report: " + files.report());
  }
}
