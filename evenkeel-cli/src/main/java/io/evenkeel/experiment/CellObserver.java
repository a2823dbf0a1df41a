package io.evenkeel.experiment;

import io.evenkeel.run.Event;

/**
 * Watches the cells of an experiment.
 *
 * <p>Calls come from the threads that run the cells, but never two at a time.
 */
public interface CellObserver {

  /** A cell is taken up. */
  void started(Cell cell);

  /** Something happened in a cell that is running. */
  void on(Cell cell, Event event);

  /** A cell that was taken up is finished or failed; not called for one that was interrupted. */
  void ended(CellResult result);
}
