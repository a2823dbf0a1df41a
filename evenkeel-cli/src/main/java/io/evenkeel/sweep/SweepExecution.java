package io.evenkeel.sweep;

import io.evenkeel.experiment.Cell;
import io.evenkeel.experiment.CellObserver;
import io.evenkeel.experiment.CellQueue;
import io.evenkeel.experiment.CellResults;
import io.evenkeel.experiment.Experiment;
import io.evenkeel.files.WholeFile;
import io.evenkeel.input.BadInputException;
import io.evenkeel.runs.JsonFile;
import io.evenkeel.runs.RecipeFile;
import io.evenkeel.runs.RunExecution;
import io.evenkeel.runs.RunLock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Runs a sweep and writes down what it comes to.
 *
 * <p>{@code sweep.json} and {@code sweep.csv} tell what had finished when the command began, and,
 * once it has ended or was interrupted, what has finished then; {@code best.yaml} and {@code
 * report.html} are there once every run has ended.
 *
 * @param sweep what to run
 * @param jobs how many runs at a time
 */
public record SweepExecution(Sweep sweep, int jobs) {
  private static final String COMMAND = "sweep";

  private CellQueue queue() {
    return new CellQueue(COMMAND, sweep.cells(), jobs);
  }

  /**
   * Checks that the sweep can be run in its folder, and writes nothing.
   *
   * @param notices is told, a line each, how data that take their time are read
   * @return what has finished before
   * @throws BadInputException if the folder is not of this sweep, if no point can be run, or if the
   *     data have no split to select on
   */
  public CellResults prepare(Consumer<String> notices) {
    new SweepFolder(sweep).requireOwn();
    CellResults before = queue().finished();
    Cell runnable =
        before.finished().isEmpty()
            ? someRunnable(before.cells(), notices)
            : before.finished().get(0).cell();
    sweep.criterion().requireSplit(RunExecution.open(runnable.recipe(), notice -> {}));
    return before;
  }

  /** Points that cannot be run are recorded one by one, unless none can. */
  private static Cell someRunnable(List<Cell> cells, Consumer<String> notices) {
    Optional<BadInputException> first = Optional.empty();
    for (Cell cell : cells) {
      try {
        Experiment.requireRunnable(List.of(cell), notices);
        return cell;
      } catch (BadInputException e) {
        first = Optional.of(first.orElse(e));
      }
    }
    throw first.orElseThrow();
  }

  /**
   * Runs what has not finished yet, after {@link #prepare}.
   *
   * @param observer is told of every run
   * @param interrupted whether to stop
   * @throws BadInputException if another process writes in the folder
   */
  public SweepOutcome run(CellObserver observer, BooleanSupplier interrupted) {
    WholeFile.requireWritableFolder(sweep.folder());
    try (RunLock lock = RunLock.acquire(sweep.folder(), COMMAND)) {
      writePlan();
      SweepOutcome outcome = SweepOutcome.of(sweep, queue().run(observer, interrupted));
      writeTables(outcome);
      if (outcome.isOver()) {
        outcome.best().ifPresent(this::writeBest);
        new SweepPage(outcome).write();
      }
      return outcome;
    }
  }

  private void writePlan() {
    WholeFile.delete(sweep.files().best());
    WholeFile.delete(sweep.files().report());
    writeTables(SweepOutcome.of(sweep, queue().finished()));
    WholeFile.write(sweep.files().base(), RecipeFile.write(sweep.base()));
  }

  private void writeTables(SweepOutcome outcome) {
    SweepTables tables = new SweepTables(outcome);
    JsonFile.write(sweep.files().json(), tables.json());
    WholeFile.write(sweep.files().table(), tables.csv());
  }

  private void writeBest(Cell cell) {
    WholeFile.write(sweep.files().best(), RecipeFile.write(cell.recipe()));
  }
}
