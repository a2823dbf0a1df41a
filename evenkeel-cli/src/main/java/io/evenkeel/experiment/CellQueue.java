package io.evenkeel.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.input.BadInputException;
import io.evenkeel.run.Event;
import io.evenkeel.runs.FailureWords;
import io.evenkeel.runs.RunExecution;
import io.evenkeel.runs.RunOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/**
 * The cells of an experiment, run by some worker threads of this process.
 *
 * <p>A cell whose run is finished is not run again; every other is, those that failed before
 * included. A cell that fails is recorded, and the others go on.
 *
 * @param command the command that has asked for them
 * @param cells the cells, in the order in which they are taken up; no two in one folder
 * @param jobs how many run at a time, at least 1
 */
public record CellQueue(String command, List<Cell> cells, int jobs) {

  /** Copies the list and checks the range. */
  public CellQueue {
    cells = List.copyOf(cells);
    if (jobs < 1) {
      throw new BadInputException("--jobs", Integer.toString(jobs), "a whole number ≥ 1");
    }
  }

  /** How many cells to run at a time, so that each of their threads has a processor. */
  public static int defaultJobs(List<Cell> cells, int processors) {
    int threads = cells.stream().mapToInt(cell -> cell.recipe().threads()).max().orElse(1);
    return Math.max(1, processors / threads);
  }

  /** The results of those cells that are finished. */
  public CellResults finished() {
    List<CellResult> finished = new ArrayList<>();
    for (Cell cell : cells) {
      cell.summary().ifPresent(summary -> finished.add(new CellResult.Finished(cell, summary)));
    }
    return new CellResults(cells, finished, false);
  }

  /**
   * Runs the cells that are not finished.
   *
   * @param interrupted whether to stop; asked after every training step
   * @throws BadInputException if a cell's folder holds a run of another recipe; nothing is run then
   */
  public CellResults run(CellObserver observer, BooleanSupplier interrupted) {
    Map<Cell, JsonNode> done = new LinkedHashMap<>();
    finished().finished().forEach(result -> done.put(result.cell(), result.summary()));
    CellObserver oneAtATime = new OneAtATime(observer);
    ExecutorService workers = Executors.newFixedThreadPool(jobs);
    try {
      List<Future<Optional<CellResult>>> futures = new ArrayList<>();
      for (Cell cell : cells) {
        JsonNode summary = done.get(cell);
        futures.add(
            workers.submit(
                () ->
                    summary == null
                        ? execute(cell, oneAtATime, interrupted)
                        : Optional.of(complete(cell, summary))));
      }
      List<CellResult> ended = new ArrayList<>();
      for (Future<Optional<CellResult>> future : futures) {
        await(future).ifPresent(ended::add);
      }
      return new CellResults(cells, ended, ended.size() < cells.size());
    } finally {
      workers.shutdownNow();
    }
  }

  /** Does what the process that has finished a cell may not have lived to do. */
  private static CellResult complete(Cell cell, JsonNode summary) {
    try {
      cell.files().tidyUpAfterFinish();
      cell.files().discardCheckpoints();
      return new CellResult.Finished(cell, summary);
    } catch (RuntimeException e) {
      // A finished run with a damaged table, say, is no reason to lose the others either.
      return new CellResult.Failed(cell, FailureWords.of(e, ""));
    }
  }

  private Optional<CellResult> execute(
      Cell cell, CellObserver observer, BooleanSupplier interrupted) {
    if (interrupted.getAsBoolean()) {
      return Optional.empty();
    }
    observer.started(cell);
    Optional<CellResult> result = outcome(cell, observer, interrupted);
    result.ifPresent(observer::ended);
    return result;
  }

  private Optional<CellResult> outcome(
      Cell cell, CellObserver observer, BooleanSupplier interrupted) {
    try {
      RunOutcome outcome =
          new RunExecution(
                  command,
                  cell.recipe(),
                  cell.folder(),
                  event -> observer.on(cell, event),
                  interrupted)
              .run();
      if (outcome instanceof RunOutcome.Finished finished) {
        // A hundred finished runs would fill a disk with what they no longer need.
        cell.files().discardCheckpoints();
        return Optional.of(new CellResult.Finished(cell, finished.summary().json()));
      }
      return Optional.empty();
    } catch (RuntimeException | Error e) {
      // Whatever ended this cell is no reason to lose the others.
      return Optional.of(new CellResult.Failed(cell, FailureWords.of(e, "")));
    }
  }

  private static Optional<CellResult> await(Future<Optional<CellResult>> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      CancellationException cancelled = new CancellationException("interrupted awaiting a cell");
      cancelled.initCause(e);
      throw cancelled;
    } catch (ExecutionException e) {
      throw new IllegalStateException("an observer of cells failed", e.getCause());
    }
  }

  private record OneAtATime(CellObserver observer) implements CellObserver {
    @Override
    public synchronized void started(Cell cell) {
      observer.started(cell);
    }

    @Override
    public synchronized void on(Cell cell, Event event) {
      observer.on(cell, event);
    }

    @Override
    public synchronized void ended(CellResult result) {
      observer.ended(result);
    }
  }
}
