package io.evenkeel.runs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.data.DataSource;
import io.evenkeel.data.DataSplits;
import io.evenkeel.data.HeldOut;
import io.evenkeel.files.WholeFile;
import io.evenkeel.model.MeanSqueezes;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.report.Report;
import io.evenkeel.run.Diagnosis;
import io.evenkeel.run.Event;
import io.evenkeel.run.Observer;
import io.evenkeel.run.Seed;
import io.evenkeel.torch.Libtorch;
import io.evenkeel.train.Diagnoser;
import io.evenkeel.train.Trainer;
import io.evenkeel.train.TrainingResult;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Trains, evaluates and writes down one run.
 *
 * @param command the command that has asked for it
 * @param recipe what to run
 * @param folder the run directory
 * @param progress is told of every step and epoch
 * @param interrupted whether to stop
 */
public record RunExecution(
    String command, Recipe recipe, Path folder, Observer progress, BooleanSupplier interrupted) {

  /** Opens the data that a recipe names. */
  public static DataSplits open(Recipe recipe) {
    return DataSource.open(recipe.data(), new Seed(recipe.seed()).fold("data"));
  }

  /** The network that a recipe begins with. */
  public static MultimodalNetwork network(Recipe recipe, DataSplits data) {
    return MultimodalNetwork.create(
        recipe.model(),
        data.train().shapes(),
        data.train().classes(),
        new Seed(recipe.seed()).fold("weights"));
  }

  /**
   * Runs; when interrupted, the best weights so far are in the run directory. A run that is there
   * already is replaced, and put back if the new one fails.
   */
  public RunOutcome run() {
    Libtorch.useThreads(recipe.threads());
    DataSplits data = open(recipe);
    try (MultimodalNetwork network = network(recipe, data)) {
      WholeFile.requireWritableFolder(folder);
      RunFiles files = new RunFiles(folder);
      ReplacedRun replaced = ReplacedRun.moveAside(files);
      String yaml = RecipeFile.write(recipe);
      ObjectNode provenance = Provenance.of(command, yaml, data.digest());
      try {
        JsonFile.write(files.provenance(), provenance);
        WholeFile.write(files.recipe(), yaml);
        Optional<Summary> summary = trainAndDiagnose(network, data, files);
        summary.ifPresent(finished -> write(finished, files, provenance));
        replaced.discard();
        return summary
            .<RunOutcome>map(RunOutcome.Finished::new)
            .orElseGet(
                () -> new RunOutcome.Interrupted("the best weights so far are in " + folder));
      } catch (RuntimeException | Error e) {
        provenance.put(Provenance.FAILED, String.valueOf(e.getMessage()));
        recordFailure(files, provenance, e);
        replaced.restore();
        throw e;
      }
    }
  }

  private Optional<Summary> trainAndDiagnose(
      MultimodalNetwork network, DataSplits data, RunFiles files) {
    TrainingResult result = train(network, data, files);
    network.save(files.weights());
    if (result.interrupted()) {
      return Optional.empty();
    }
    int batchSize = recipe.evaluationBatchSize();
    MeanSqueezes means = Diagnoser.recordMeanSqueezes(network, data.train(), batchSize);
    List<Diagnosis> diagnoses = new ArrayList<>();
    for (HeldOut split : data.probes()) {
      if (interrupted.getAsBoolean()) {
        return Optional.empty();
      }
      diagnoses.add(Diagnoser.diagnose(network, means, split, batchSize));
    }
    return Optional.of(new Summary(recipe, result, diagnoses));
  }

  private TrainingResult train(MultimodalNetwork network, DataSplits data, RunFiles files) {
    try (RunTableWriter tables = RunTableWriter.open(files, network.modalities())) {
      Observer both =
          (Event event) -> {
            tables.on(event);
            progress.on(event);
          };
      return Trainer.train(network, recipe, data, both, interrupted);
    }
  }

  private void write(Summary summary, RunFiles files, ObjectNode provenance) {
    provenance.put("finished", Instant.now().toString());
    JsonFile.write(files.provenance(), provenance);
    JsonFile.write(files.summary(), summary.json());
    Report.write(List.of(folder), files.report());
  }

  private static void recordFailure(RunFiles files, ObjectNode provenance, Throwable failure) {
    try {
      JsonFile.write(files.provenance(), provenance);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }
}
