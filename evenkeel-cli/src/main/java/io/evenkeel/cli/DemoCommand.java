package io.evenkeel.cli;

import io.evenkeel.files.FileTrouble;
import io.evenkeel.files.WholeFile;
import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.report.Report;
import io.evenkeel.runs.DiagnosedSplit;
import io.evenkeel.runs.ExistingRun;
import io.evenkeel.runs.Provenance;
import io.evenkeel.runs.RunExecution;
import io.evenkeel.runs.RunFiles;
import io.evenkeel.runs.RunOutcome;
import io.evenkeel.runs.Summary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code evenkeel demo}. */
@Command(
    name = "demo",
    description =
        "Train vanilla, random and guided on Colored-and-gray MNIST from the same initial weights,"
            + " and show what becomes of the weaker modality.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final List<String> STRATEGIES = List.of("vanilla", "random", "guided");

  @Option(
      names = "--out",
      defaultValue = "runs/demo",
      paramLabel = "DIR",
      description = "Where to write. Default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("");

  @Mixin private RecipeOptions options = new RecipeOptions();

  @Mixin private TensorBoardOption tensorboard = new TensorBoardOption();

  @Override
  public Integer call() {
    new RunFiles(out).refuseFolderOfManyRuns();
    STRATEGIES.forEach(strategy -> refuseOtherRun(out.resolve(strategy)));
    WholeFile.requireWritableFolder(out);
    List<Summary> summaries = new ArrayList<>();
    try (Interruption interruption = Interruption.listen()) {
      for (String strategy : STRATEGIES) {
        Recipe recipe = options.withStrategy(demoRecipe(), strategy);
        if (summaries.isEmpty()) {
          sayWhatWasCut(recipe);
        }
        RunOutcome outcome =
            new RunExecution(
                    "demo",
                    recipe,
                    out.resolve(strategy),
                    ExistingRun.REPLACE,
                    tensorboard.watchers(),
                    Progress.onTerminal(strategy),
                    interruption)
                .run();
        if (outcome instanceof RunOutcome.Finished finished) {
          summaries.add(finished.summary());
        } else {
          StatusLine.onTerminal().print("interrupted; what was finished is in " + out);
          return ExitCode.INTERRUPTED;
        }
      }
    }
    Path report = out.resolve("report.html");
    Report.write(STRATEGIES.stream().map(out::resolve).toList(), report);
    System.out.println();
    System.out.println(ResultTables.comparison(summaries));
    summaries.get(0).splits().stream()
        .map(DiagnosedSplit::diagnosis)
        .limit(2)
        .forEach(d -> System.out.println(d.split() + ": " + d.meaning()));
    System.out.println("report: " + report);
    return ExitCode.DONE;
  }

  /** A demo may be run again in its place, but replaces nobody else's run. */
  private static void refuseOtherRun(Path folder) {
    RunFiles files = new RunFiles(folder);
    boolean own = files.recorded(Provenance.COMMAND).filter("demo"::equals).isPresent();
    if (Files.exists(files.recipe()) && !own) {
      throw new BadInputException(
          folder.toString(), "a run that no demo has written", "another --out");
    }
  }

  private static void sayWhatWasCut(Recipe recipe) {
    System.out.println(
        "Colored-and-gray MNIST, cut for a demo: "
            + recipe.data().trainSamples().stream()
                .mapToObj(n -> n + " of 60,000 training digits, ")
                .findFirst()
                .orElse("")
            + recipe.epochs()
            + " epochs, one seed; recipes/ holds the full-size runs.");
  }

  /** The recipe that the program carries, as a file, so that it is read as every other. */
  private static Path demoRecipe() {
    try (InputStream in = DemoCommand.class.getResourceAsStream("demo.yaml")) {
      Path file = Files.createTempFile("evenkeel-demo", ".yaml");
      file.toFile().deleteOnExit();
      Files.copy(Objects.requireNonNull(in), file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new BadInputException(
          "demo", "no temporary file (" + FileTrouble.reason(e) + ")", "a folder for one", e);
    }
  }
}
