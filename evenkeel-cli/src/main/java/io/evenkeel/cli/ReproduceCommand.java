package io.evenkeel.cli;

import io.evenkeel.files.WholeFile;
import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.reproduce.RunComparison;
import io.evenkeel.reproduce.Verdict;
import io.evenkeel.runs.JsonFile;
import io.evenkeel.runs.Provenance;
import io.evenkeel.runs.RecipeFile;
import io.evenkeel.runs.RunExecution;
import io.evenkeel.runs.RunFiles;
import io.evenkeel.runs.RunLock;
import io.evenkeel.runs.RunOutcome;
import io.evenkeel.safetensors.Safetensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code evenkeel reproduce}. */
@Command(
    name = "reproduce",
    description =
        "Run a finished run again from its own directory, and say whether it comes to the same.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:identical, or equal within the tolerance of floats",
      "1:different, or the run failed",
      "2:bad input, other data included: nothing was trained",
      "130:interrupted"
    })
final class ReproduceCommand implements Callable<Integer> {
  private static final String NAME = "reproduce";

  @Parameters(paramLabel = "DIR", description = "The directory of a finished run.")
  private Path folder = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where to run it again, and to keep it. Default: DIR.reproduced, deleted if identical.")
  private @Nullable Path out;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Run with so many threads. Default: as many as the run had.")
  private @Nullable Integer threads;

  @Override
  public Integer call() {
    RunFiles before = new RunFiles(folder).requireRun();
    requireFinished(before);
    Recipe recipe = RecipeFile.read(before.recipe(), settings(before));
    RunFiles now = new RunFiles(target());
    requireFree(now);
    WholeFile.requireWritableFolder(folder);
    before.requireData(RunExecution.open(recipe, System.err::println).digest());
    // Held all the while, so that nobody replaces the run that this is to be compared with.
    try (RunLock lock = RunLock.acquire(folder, NAME);
        Interruption interruption = Interruption.listen()) {
      RunOutcome outcome =
          new RunExecution(
                  NAME, recipe, now.folder(), Progress.onTerminal("reproduced"), interruption)
              .run();
      if (outcome instanceof RunOutcome.Interrupted stopped) {
        StatusLine.onTerminal().print("interrupted " + stopped.advice());
        return ExitCode.INTERRUPTED;
      }
      return conclude(RunComparison.of(before, now), before, now);
    }
  }

  /** A recipe may leave the number of threads to the machine, and another number sums otherwise. */
  private List<String> settings(RunFiles before) {
    if (threads != null) {
      return List.of("threads=" + threads);
    }
    return before.number(Provenance.THREADS).stream().mapToObj(n -> "threads=" + n).toList();
  }

  private Path target() {
    if (out != null) {
      return out;
    }
    Path run = folder.toAbsolutePath().normalize();
    return run.resolveSibling(run.getFileName() + ".reproduced");
  }

  private static void requireFinished(RunFiles before) {
    for (Path file :
        List.of(before.summary(), before.weights(), before.steps(), before.history())) {
      if (!Files.isRegularFile(file)) {
        throw new BadInputException(
            before.folder().toString(), "no " + file.getFileName() + " in it", "a finished run");
      }
    }
    // What cannot be read cannot be compared with, and training takes long.
    JsonFile.read(before.summary(), "the summary of a finished run");
    Safetensors.read(before.weights());
  }

  /** A reproduction that was stopped may go on in its place; everything else stays. */
  private static void requireFree(RunFiles now) {
    boolean stopped =
        !Files.exists(now.summary())
            && now.recorded(Provenance.COMMAND).filter(NAME::equals).isPresent();
    if (Files.exists(now.recipe()) && !stopped) {
      throw new BadInputException(
          now.folder().toString(), "a run is there already", "another --out, or none in its place");
    }
  }

  private int conclude(RunComparison comparison, RunFiles before, RunFiles now) {
    System.out.print(new ReproductionTables(comparison).text());
    JsonFile.write(before.reproduction(), comparison.json());
    System.out.println("written: " + before.reproduction());
    boolean needed = comparison.verdict() != Verdict.IDENTICAL || out != null;
    if (needed || !now.delete(NAME)) {
      System.out.println("the second run: " + now.folder());
    }
    return comparison.verdict() == Verdict.DIFFERENT ? ExitCode.FAILED : ExitCode.DONE;
  }
}
