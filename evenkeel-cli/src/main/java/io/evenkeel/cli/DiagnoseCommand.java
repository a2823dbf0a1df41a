package io.evenkeel.cli;

import io.evenkeel.data.DataSplits;
import io.evenkeel.data.HeldOut;
import io.evenkeel.files.WholeFile;
import io.evenkeel.input.BadInputException;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.runs.DiagnosedSplit;
import io.evenkeel.runs.DiagnosisFile;
import io.evenkeel.runs.PredictionTable;
import io.evenkeel.runs.RecipeFile;
import io.evenkeel.runs.RunExecution;
import io.evenkeel.runs.RunFiles;
import io.evenkeel.runs.RunLock;
import io.evenkeel.torch.Libtorch;
import io.evenkeel.train.Diagnoser;
import io.evenkeel.train.Probe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code evenkeel diagnose}. */
@Command(
    name = "diagnose",
    description = "Measure the accuracies and conditional utilization rates of a trained run.",
    mixinStandardHelpOptions = true)
final class DiagnoseCommand implements Callable<Integer> {
  /** Fewer leave no samples beyond the 2.5th percentile; more take memory and tell nothing. */
  private static final int LEAST_RESAMPLES = 100;

  private static final int MOST_RESAMPLES = 1_000_000;

  @Parameters(paramLabel = "DIR", description = "A run directory.")
  private Path folder = Path.of("");

  @Option(
      names = "--split",
      paramLabel = "NAME",
      description =
          "A held-out split: test, validation, test-matched, validation-matched."
              + " Default: every one, the one that shows how far the model uses a modality first.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--bootstrap",
      paramLabel = "N",
      description =
          "Resamples of the split's samples that 95 %% intervals come from; 0 for no intervals."
              + " Default: ${DEFAULT-VALUE}.")
  private int resamples = DiagnosedSplit.RESAMPLES;

  @Option(
      names = "--confusion",
      description = "Print the confusion matrices of the prediction and of each branch.")
  private boolean confusion;

  @Option(
      names = "--device",
      paramLabel = "auto|cpu|cuda:N",
      description = "Where to compute. Default: as the run's recipe says.")
  private @Nullable String device;

  @Option(
      names = "--export",
      paramLabel = "FILE.csv",
      description = "Write what was predicted for each sample, a row a sample.")
  private @Nullable Path export;

  @Mixin private ProbeOptions probes = new ProbeOptions();

  @Override
  public Integer call() {
    RunFiles files = new RunFiles(folder).requireRun();
    requireOptions(files);
    Set<Probe> asked = probes.chosen();
    Recipe recipe =
        RecipeFile.read(files.recipe(), device == null ? List.of() : List.of("device=" + device));
    probes.requireSeveral(asked, recipe.data().modalities());
    Libtorch.useThreads(recipe.threads());
    WholeFile.requireWritableFolder(folder);
    DataSplits data = RunExecution.open(recipe, System.err::println);
    // The mean squeezes of f' have to come from the samples that the run was trained on.
    files.requireData(data.digest());
    List<HeldOut> splits = choose(data.probes());
    try (RunLock lock = RunLock.acquire(folder, "diagnose");
        MultimodalNetwork network = RunExecution.network(recipe, data)) {
      network.load(files.weights());
      List<DiagnosedSplit> diagnosed =
          Diagnoser.diagnose(network, data.train(), splits, recipe.evaluationBatchSize()).stream()
              .map(diagnosis -> DiagnosedSplit.of(recipe, diagnosis, resamples))
              .toList();
      System.out.print(new DiagnosisTables(diagnosed).text(confusion));
      Probing probing =
          Probing.ask(network, data.train(), splits, asked, probes.settings(recipe, resamples));
      System.out.print(new ProbeTables(probing, data.train().task().quality()).text());
      new DiagnosisFile(files.diagnosis()).write(diagnosed, probing.found(), probing.inTraining());
      System.out.println("written: " + files.diagnosis());
      if (!asked.isEmpty()) {
        System.out.println("to draw it: evenkeel report " + folder);
      }
      export(diagnosed);
      return ExitCode.DONE;
    }
  }

  private void requireOptions(RunFiles files) {
    if (resamples != 0 && (resamples < LEAST_RESAMPLES || resamples > MOST_RESAMPLES)) {
      throw new BadInputException(
          "--bootstrap",
          Integer.toString(resamples),
          "0 for no intervals, or " + LEAST_RESAMPLES + " to " + MOST_RESAMPLES + " resamples");
    }
    if (export != null) {
      Path file = export.toAbsolutePath().normalize();
      if (files.all().stream().anyMatch(own -> own.toAbsolutePath().normalize().equals(file))) {
        throw new BadInputException(
            "--export", file.toString(), "a file that is not one of the run's own");
      }
      WholeFile.requireWritableParent(export);
    }
  }

  private void export(List<DiagnosedSplit> diagnosed) {
    if (export != null) {
      new PredictionTable(diagnosed.stream().map(DiagnosedSplit::diagnosis).toList()).write(export);
      System.out.println("written: " + export);
    }
  }

  private List<HeldOut> choose(List<HeldOut> probes) {
    if (names.isEmpty()) {
      return probes;
    }
    return names.stream().distinct().map(name -> named(probes, name)).toList();
  }

  static HeldOut named(List<HeldOut> probes, String name) {
    return probes.stream()
        .filter(probe -> probe.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "--split", name, "one of " + probes.stream().map(HeldOut::name).toList()));
  }
}
