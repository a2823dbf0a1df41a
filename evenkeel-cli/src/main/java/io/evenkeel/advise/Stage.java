package io.evenkeel.advise;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.experiment.Cell;
import io.evenkeel.experiment.CellObserver;
import io.evenkeel.experiment.CellQueue;
import io.evenkeel.experiment.CellResult;
import io.evenkeel.experiment.CellResults;
import io.evenkeel.run.Event;
import io.evenkeel.run.Event.Notice.About;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Runs of one part of a piece of advice.
 *
 * <p>Observers are not told of the data again: they were told of when the advice opened them, and
 * its runs are on parts of the same.
 *
 * @param jobs how many go side by side
 * @param observers who is told of a part's runs, given what of it had finished before
 * @param interrupted whether to stop
 */
public record Stage(
    int jobs, Function<CellResults, CellObserver> observers, BooleanSupplier interrupted) {

  /**
   * Runs what has not finished yet.
   *
   * @throws CancellationException if it was interrupted
   */
  CellResults run(List<Cell> cells) {
    CellQueue queue = new CellQueue("advise", cells, jobs);
    CellObserver observer = new DataToldBefore(observers.apply(queue.finished()));
    CellResults results = queue.run(observer, interrupted);
    if (results.interrupted()) {
      throw new CancellationException("interrupted");
    }
    return results;
  }

  /** The same where no run may fail; the summaries in the order of the cells. */
  List<JsonNode> all(List<Cell> cells) {
    CellResults results = run(cells);
    for (CellResult.Failed failed : results.failed()) {
      throw new FailedRunException(failed.cell().name() + " failed: " + failed.error());
    }
    return cells.stream().map(cell -> results.summary(cell).orElseThrow()).toList();
  }

  private record DataToldBefore(CellObserver observer) implements CellObserver {
    @Override
    public void started(Cell cell) {
      observer.started(cell);
    }

    @Override
    public void on(Cell cell, Event event) {
      boolean told = event instanceof Event.Notice notice && notice.about() == About.DATA;
      if (!told) {
        observer.on(cell, event);
      }
    }

    @Override
    public void ended(CellResult result) {
      observer.ended(result);
    }
  }
}
