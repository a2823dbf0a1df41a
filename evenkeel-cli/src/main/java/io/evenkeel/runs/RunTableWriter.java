package io.evenkeel.runs;

import io.evenkeel.measure.Speeds;
import io.evenkeel.modality.Modality;
import io.evenkeel.run.EpochReport;
import io.evenkeel.run.Event;
import io.evenkeel.run.Observer;
import io.evenkeel.run.StepEvidence;
import io.evenkeel.run.StepPlan;
import java.util.ArrayList;
import java.util.List;

/** Writes steps.csv and history.csv while a run goes on. */
final class RunTableWriter implements Observer, AutoCloseable {
  private final List<Modality> modalities;
  private final CsvWriter steps;
  private final CsvWriter history;

  private RunTableWriter(List<Modality> modalities, CsvWriter steps, CsvWriter history) {
    this.modalities = modalities;
    this.steps = steps;
    this.history = history;
  }

  /** Begins both tables with their header lines; throws, with nothing left open, if it cannot. */
  static RunTableWriter open(RunFiles files, List<Modality> modalities) {
    List<String> speedColumns = modalities.stream().map(m -> "s_" + m).toList();
    CsvWriter steps = new CsvWriter(files.steps(), stepColumns(speedColumns));
    try {
      CsvWriter history = new CsvWriter(files.history(), historyColumns(modalities, speedColumns));
      return new RunTableWriter(modalities, steps, history);
    } catch (RuntimeException e) {
      steps.close();
      throw e;
    }
  }

  private static List<String> stepColumns(List<String> speedColumns) {
    List<String> columns =
        new ArrayList<>(List.of("step", "epoch", "mode", "modality", "loss", "d_speed"));
    columns.addAll(speedColumns);
    return columns;
  }

  private static List<String> historyColumns(List<Modality> modalities, List<String> speedColumns) {
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
    columns.addAll(speedColumns);
    columns.addAll(List.of("d_speed", "rebalancing_steps", "best", "seconds", "wait_seconds"));
    return columns;
  }

  @Override
  public void on(Event event) {
    if (event instanceof Event.StepFinished finished) {
      steps.row(cells(finished.evidence()));
    } else if (event instanceof Event.EpochFinished finished) {
      history.row(cells(finished.report()));
      steps.flush();
      history.flush();
    }
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
    cells.add(Double.toString(report.trainAccuracy()));
    cells.add(Double.toString(report.validation().loss()));
    cells.add(Double.toString(report.validation().accuracy()));
    modalities.forEach(
        m -> cells.add(Double.toString(report.validation().branchAccuracy().get(m))));
    addSpeeds(cells, report.speeds());
    cells.add(CsvWriter.cell(report.speeds().difference()));
    cells.add(Integer.toString(report.rebalancingSteps()));
    cells.add(report.best() ? "1" : "0");
    cells.add(Double.toString(report.seconds()));
    cells.add(Double.toString(report.waitSeconds()));
    return cells;
  }

  private void addSpeeds(List<String> cells, Speeds speeds) {
    modalities.forEach(m -> cells.add(CsvWriter.cell(speeds.of(m))));
  }

  @Override
  public void close() {
    steps.close();
    history.close();
  }
}
