package io.evenkeel.runs;

import io.evenkeel.measure.Speeds;
import io.evenkeel.modality.Modality;
import io.evenkeel.run.EpochReport;
import io.evenkeel.run.Event;
import io.evenkeel.run.StepEvidence;
import io.evenkeel.run.StepPlan;
import io.evenkeel.train.Checkpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Writes steps.csv, history.csv and timing.csv while a run goes on. */
final class RunTableWriter implements RunObserver.Watching {
  private static final List<String> TIMING_COLUMNS =
      List.of("epoch", "seconds", "wait_seconds", "checkpoint_seconds");

  private final List<Modality> modalities;
  private final CsvWriter steps;
  private final CsvWriter history;
  private final CsvWriter timing;

  /** Opens one of the three tables. */
  private interface Opening {
    CsvWriter open(Path file, List<String> columns, ToLongFunction<Checkpoint> rowsDone);
  }

  private RunTableWriter(RunFiles files, List<Modality> modalities, Opening opening) {
    this.modalities = modalities;
    List<CsvWriter> opened = new ArrayList<>();
    try {
      opened.add(opening.open(files.steps(), stepColumns(modalities), Checkpoint::stepsDone));
      opened.add(opening.open(files.history(), historyColumns(modalities), Checkpoint::epochsDone));
      opened.add(opening.open(files.timing(), TIMING_COLUMNS, Checkpoint::epochsDone));
    } catch (RuntimeException e) {
      opened.forEach(CsvWriter::close);
      throw e;
    }
    steps = opened.get(0);
    history = opened.get(1);
    timing = opened.get(2);
  }

  /** Begins the tables with their header lines; throws, with nothing left open, if it cannot. */
  static RunTableWriter begin(RunFiles files, List<Modality> modalities) {
    return new RunTableWriter(
        files, modalities, (file, columns, rowsDone) -> CsvWriter.begin(file, columns));
  }

  /** Goes on after the rows that were there when a checkpoint was written. */
  static RunTableWriter goOn(RunFiles files, List<Modality> modalities, Checkpoint from) {
    return new RunTableWriter(
        files,
        modalities,
        (file, columns, rowsDone) -> CsvWriter.goOn(file, columns, rowsDone.applyAsLong(from)));
  }

  /** Why a run cannot go on from a checkpoint; empty if it can. */
  static Optional<String> objection(RunFiles files, List<Modality> modalities, Checkpoint from) {
    boolean whole =
        CsvWriter.lengthOf(files.steps(), stepColumns(modalities), from.stepsDone()).isPresent()
            && CsvWriter.lengthOf(files.history(), historyColumns(modalities), from.epochsDone())
                .isPresent()
            && CsvWriter.lengthOf(files.timing(), TIMING_COLUMNS, from.epochsDone()).isPresent();
    return whole ? Optional.empty() : Optional.of("its tables lack rows that it stands for");
  }

  private static List<String> stepColumns(List<Modality> modalities) {
    List<String> columns =
        new ArrayList<>(List.of("step", "epoch", "mode", "modality", "loss", "d_speed"));
    modalities.forEach(m -> columns.add("s_" + m));
    return columns;
  }

  private static List<String> historyColumns(List<Modality> modalities) {
    List<String> columns =
        new ArrayList<>(
            List.of(
                "epoch",
                "steps",
                "learning_rate",
                "train_loss",
                "train_accuracy",
                "validation_loss",
                "validation_accuracy"));
    modalities.forEach(m -> columns.add("validation_accuracy_" + m));
    modalities.forEach(m -> columns.add("s_" + m));
    columns.addAll(List.of("d_speed", "rebalancing_steps", "best"));
    return columns;
  }

  @Override
  public void on(Event event) {
    if (event instanceof Event.StepFinished finished) {
      steps.row(cells(finished.evidence()));
      // Whoever watches the run sees each step as it is done; a write costs microseconds.
      steps.flush();
    } else if (event instanceof Event.EpochFinished finished) {
      history.row(cells(finished.report()));
      timing.row(times(finished.report()));
      steps.flush();
      history.flush();
      timing.flush();
    } else if (event instanceof Event.CheckpointDue) {
      steps.makeDurable();
      history.makeDurable();
      timing.makeDurable();
    }
  }

  private static List<String> times(EpochReport report) {
    return List.of(
        Integer.toString(report.last().epoch()),
        Double.toString(report.seconds()),
        Double.toString(report.waitSeconds()),
        Double.toString(report.checkpointSeconds()));
  }

  private List<String> cells(StepEvidence evidence) {
    List<String> cells = new ArrayList<>();
    cells.add(Long.toString(evidence.at().step()));
    cells.add(Integer.toString(evidence.at().epoch()));
    if (evidence.plan() instanceof StepPlan.Rebalance rebalance) {
      cells.add("rebalance");
      cells.add(rebalance.modality().name());
    } else {
      cells.add("regular");
      cells.add("");
    }
    cells.add(Double.toString(evidence.loss()));
    cells.add(CsvWriter.cell(evidence.speeds().difference()));
    addSpeeds(cells, evidence.speeds());
    return cells;
  }

  private List<String> cells(EpochReport report) {
    List<String> cells = new ArrayList<>();
    cells.add(Integer.toString(report.last().epoch()));
    cells.add(Long.toString(report.last().step()));
    cells.add(Double.toString(report.learningRate()));
    cells.add(Double.toString(report.trainLoss()));
    cells.add(CsvWriter.cell(report.trainAccuracy()));
    cells.add(Double.toString(report.validation().loss()));
    cells.add(Double.toString(report.validation().accuracy()));
    modalities.forEach(
        m -> cells.add(Double.toString(report.validation().branchAccuracy().get(m))));
    addSpeeds(cells, report.speeds());
    cells.add(CsvWriter.cell(report.speeds().difference()));
    cells.add(Integer.toString(report.rebalancingSteps()));
    cells.add(report.best() ? "1" : "0");
    return cells;
  }

  private void addSpeeds(List<String> cells, Speeds speeds) {
    modalities.forEach(m -> cells.add(CsvWriter.cell(speeds.of(m))));
  }

  @Override
  public void close() {
    steps.close();
    history.close();
    timing.close();
  }
}
