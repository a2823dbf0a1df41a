package io.evenkeel.cli;

import io.evenkeel.data.DataSplits;
import io.evenkeel.data.HeldOut;
import io.evenkeel.files.WholeFile;
import io.evenkeel.input.BadInputException;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.run.Diagnosis;
import io.evenkeel.runs.JsonFile;
import io.evenkeel.runs.RecipeFile;
import io.evenkeel.runs.RunExecution;
import io.evenkeel.runs.RunFiles;
import io.evenkeel.runs.Summary;
import io.evenkeel.torch.Libtorch;
import io.evenkeel.train.Diagnoser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code evenkeel diagnose}. */
@Command(
    name = "diagnose",
    description = "Measure the conditional utilization rates of a trained run.",
    mixinStandardHelpOptions = true)
final class DiagnoseCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "A run directory.")
  private Path folder = Path.of("");

  @Option(
      names = "--split",
      paramLabel = "NAME",
      description =
          "A held-out split: test, validation, test-matched, validation-matched."
              + " Default: every one, the one that shows how far the model uses a modality first.")
  private List<String> names = new ArrayList<>();

  @Override
  public Integer call() {
    RunFiles files = new RunFiles(folder).requireRun();
    Recipe recipe = RecipeFile.read(files.recipe(), List.of());
    Libtorch.useThreads(recipe.threads());
    WholeFile.requireWritableFolder(folder);
    DataSplits data = RunExecution.open(recipe);
    // The mean squeezes of f' have to come from the samples that the run was trained on.
    files.requireData(data.digest());
    List<HeldOut> splits = choose(data.probes());
    try (MultimodalNetwork network = RunExecution.network(recipe, data)) {
      network.load(files.weights());
      List<Diagnosis> diagnoses =
          Diagnoser.diagnose(network, data.train(), splits, recipe.evaluationBatchSize());
      System.out.print(ResultTables.diagnoses(diagnoses));
      for (Diagnosis diagnosis : diagnoses) {
        System.out.println(diagnosis.split() + ": " + diagnosis.meaning());
      }
      JsonFile.write(files.diagnosis(), Summary.splits(diagnoses));
      System.out.println("written: " + files.diagnosis());
      return ExitCode.DONE;
    }
  }

  private List<HeldOut> choose(List<HeldOut> probes) {
    if (names.isEmpty()) {
      return probes;
    }
    return names.stream().map(name -> named(probes, name)).toList();
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
