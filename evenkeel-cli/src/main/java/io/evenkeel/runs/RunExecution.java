package io.evenkeel.runs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.data.ContactSheet;
import io.evenkeel.data.DataSource;
import io.evenkeel.data.DataSplits;
import io.evenkeel.data.HeldOut;
import io.evenkeel.data.ManifestReview;
import io.evenkeel.files.WholeFile;
import io.evenkeel.inputs.RowProgress;
import io.evenkeel.measure.Quality;
import io.evenkeel.method.Methods;
import io.evenkeel.model.MeanSqueezes;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.model.NetworkOptions;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.report.Report;
import io.evenkeel.run.Diagnosis;
import io.evenkeel.run.Event;
import io.evenkeel.run.Observer;
import io.evenkeel.run.Seed;
import io.evenkeel.torch.Device;
import io.evenkeel.torch.Libtorch;
import io.evenkeel.train.Checkpoint;
import io.evenkeel.train.CheckpointFolder;
import io.evenkeel.train.Diagnoser;
import io.evenkeel.train.Trainer;
import io.evenkeel.train.TrainingResult;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Trains, evaluates and writes down one run, or goes on with one that was stopped.
 *
 * @param command the command that has asked for it
 * @param recipe what to run
 * @param folder the run directory
 * @param existing what to do with a run that is there already
 * @param watchers keep files of their own about it
 * @param progress is told of every step and epoch
 * @param interrupted whether to stop
 */
public record RunExecution(
    String command,
    Recipe recipe,
    Path folder,
    ExistingRun existing,
    List<RunObserver> watchers,
    Observer progress,
    BooleanSupplier interrupted) {
  /** How many classes the picture of samples has room for. */
  private static final int SHOWN_CLASSES = 8;

  /** Of a run that is resumed where it was begun, and watched by its progress alone. */
  public RunExecution(
      String command, Recipe recipe, Path folder, Observer progress, BooleanSupplier interrupted) {
    this(command, recipe, folder, ExistingRun.RESUME, List.of(), progress, interrupted);
  }

  /** Opens the data that a recipe names; {@code notices} is told, a line each, what is left out. */
  public static DataSplits open(Recipe recipe, Consumer<String> notices) {
    return open(recipe, notices, () -> false);
  }

  /** The same, unless it is interrupted, which only reading many files can be. */
  public static DataSplits open(
      Recipe recipe, Consumer<String> notices, BooleanSupplier interrupted) {
    return DataSource.open(recipe.data(), seedOfData(recipe), notices, interrupted);
  }

  /** The same with values as they are, for looking at them. */
  public static DataSplits openRaw(
      Recipe recipe, Consumer<String> notices, BooleanSupplier interrupted) {
    return DataSource.open(recipe.data().raw(), seedOfData(recipe), notices, interrupted);
  }

  /** Reads the manifest that a recipe names, whatever cannot be read in it; values as they are. */
  public static ManifestReview review(
      Recipe recipe, RowProgress progress, Consumer<String> notices) {
    return ManifestReview.of(recipe.data().raw(), seedOfData(recipe), progress, notices);
  }

  private static Seed seedOfData(Recipe recipe) {
    return new Seed(recipe.seed()).fold("data");
  }

  /**
   * The network that a recipe begins with.
   *
   * @throws io.evenkeel.input.BadInputException if it cannot be made, or the method that is to
   *     train it is not defined for it or the data
   */
  public static MultimodalNetwork network(Recipe recipe, DataSplits data) {
    Methods.require(recipe, data.train());
    return MultimodalNetwork.create(
        recipe.model(),
        data.train().shapes(),
        data.train().task().outputs(),
        new Seed(recipe.seed()).fold("weights"),
        NetworkOptions.on(Device.of(recipe.device()))
            .with(Methods.tensors(recipe))
            .with(Methods.prediction(recipe)));
  }

  /**
   * Runs to the end or until interrupted; what is in the run directory then is whole in each case.
   *
   * @throws io.evenkeel.input.BadInputException if the data or the directory cannot be used, or
   *     another process uses the directory
   */
  public RunOutcome run() {
    new RunFiles(folder).refuseFolderOfManyRuns();
    Libtorch.useThreads(recipe.threads());
    DataSplits data;
    try {
      data = DataSource.open(recipe.data(), seedOfData(recipe), this::tellOfData, interrupted);
    } catch (CancellationException stopped) {
      return new RunOutcome.Interrupted(
          "before its first step, while data were read; the same command goes on from there");
    }
    try (MultimodalNetwork network = network(recipe, data)) {
      WholeFile.requireWritableFolder(folder);
      try (RunLock lock = RunLock.acquire(folder, command)) {
        return run(network, data, new RunFiles(folder));
      }
    }
  }

  private RunOutcome run(MultimodalNetwork network, DataSplits data, RunFiles files) {
    Optional<Checkpoint> from =
        new RunBeginning(files, recipe, network.modalities(), data, this::tell).find(existing);
    RunBeginning.dropPartialFiles(files);
    String yaml = RecipeFile.write(recipe);
    ObjectNode now = Provenance.of(command, yaml, data.digest());
    now.put(Provenance.DEVICE, network.device().name());
    Quality quality = data.train().task().quality();
    if (quality != Quality.ACCURACY) {
      now.put(Provenance.METRIC, quality.key());
    }
    if (from.isEmpty()) {
      new PretrainedBeginning(recipe.model(), this::tell).of(network, now);
    }
    ObjectNode provenance = now;
    ReplacedRun replaced;
    if (from.isPresent()) {
      replaced = ReplacedRun.of(files);
      provenance = Provenance.resumed(files.provenance(), now, from.get().stepsDone(), this::tell);
      tell("going on after step " + from.get().stepsDone());
    } else {
      replaced = ReplacedRun.moveAside(files);
    }
    try {
      JsonFile.write(files.provenance(), provenance);
      WholeFile.write(files.recipe(), yaml);
      JsonFile.write(files.inputs(), InputsJson.of(data.train()));
      if (from.isEmpty()) {
        ContactSheet.ofClasses(data.test().data().unscaled(), SHOWN_CLASSES).write(files.samples());
      }
      RunOutcome outcome = trainAndDiagnose(network, data, files, from);
      if (outcome instanceof RunOutcome.Finished finished) {
        write(finished.summary(), files, provenance);
        replaced.discard();
        // The run has its results whether or not a page can be made of them.
        Report.write(List.of(folder), files.report());
      }
      return outcome;
    } catch (RuntimeException | Error e) {
      recordFailure(files, provenance, e);
      // A disk that is full is no fault of the run: what it has is kept, to go on with.
      if (!(e instanceof UncheckedIOException)) {
        replaced.restore();
      }
      throw e;
    }
  }

  private void tell(String notice) {
    progress.on(new Event.Notice(notice));
  }

  private void tellOfData(String notice) {
    progress.on(new Event.Notice(Event.Notice.About.DATA, notice));
  }

  private RunOutcome trainAndDiagnose(
      MultimodalNetwork network, DataSplits data, RunFiles files, Optional<Checkpoint> from) {
    TrainingResult result = train(network, data, files, from);
    network.save(files.weights());
    if (result.interrupted()) {
      return interruptedAfter(result);
    }
    int batchSize = recipe.evaluationBatchSize();
    MeanSqueezes means = Diagnoser.recordMeanSqueezes(network, data.train(), batchSize);
    List<DiagnosedSplit> diagnoses = new ArrayList<>();
    for (HeldOut split : data.probes()) {
      if (interrupted.getAsBoolean()) {
        return interruptedAfter(result);
      }
      Diagnosis diagnosis = Diagnoser.diagnose(network, means, split, batchSize);
      diagnoses.add(DiagnosedSplit.of(recipe, diagnosis, DiagnosedSplit.RESAMPLES));
    }
    return new RunOutcome.Finished(
        new Summary(
            recipe,
            data.train().task(),
            result,
            diagnoses,
            data.skipped(),
            MissingModalities.of(data),
            PeakMemory.mebibytes()));
  }

  private RunOutcome interruptedAfter(TrainingResult result) {
    return new RunOutcome.Interrupted(
        "after step %d, in epoch %d; the same command goes on from there, as does: evenkeel train --resume --out %s"
            .formatted(result.last().step(), result.last().epoch(), folder));
  }

  private TrainingResult train(
      MultimodalNetwork network, DataSplits data, RunFiles files, Optional<Checkpoint> from) {
    long stepsDone = from.map(Checkpoint::stepsDone).orElse(0L);
    try (Watchings all = new Watchings(progress)) {
      all.add(
          from.map(checkpoint -> RunTableWriter.goOn(files, network.modalities(), checkpoint))
              .orElseGet(() -> RunTableWriter.begin(files, network.modalities())));
      watchers.forEach(w -> all.add(w.open(files, network.modalities(), stepsDone)));
      return Trainer.train(
          network,
          recipe,
          data,
          all,
          interrupted,
          new Trainer.Checkpoints(from, Optional.of(new CheckpointFolder(files.checkpoints()))));
    }
  }

  private void write(Summary summary, RunFiles files, ObjectNode provenance) {
    Provenance.finish(provenance);
    JsonFile.write(files.provenance(), provenance);
    new DiagnosisFile(files.diagnosis()).write(summary.splits());
    JsonFile.write(files.summary(), summary.json());
  }

  private static void recordFailure(RunFiles files, ObjectNode provenance, Throwable failure) {
    try {
      provenance.put(Provenance.FAILED, String.valueOf(failure.getMessage()));
      JsonFile.write(files.provenance(), provenance);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }
}
