package io.evenkeel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.experiment.Cell;
import io.evenkeel.experiment.CellObserver;
import io.evenkeel.experiment.CellResult;
import io.evenkeel.experiment.CellResults;
import io.evenkeel.run.Event;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Shows many runs as they go: one live line over all on a terminal, and a line for each run. */
final class CellProgress implements CellObserver {
  private static final long REDRAW_NANOS = 200_000_000;
  private static final String ERASE_LINE = "\r\u001b[K";

  private final int cells;
  private final Function<JsonNode, String> told;
  private final PrintStream out;
  private final int columns;
  private final LongSupplier nanoTime;
  private final long started;
  private final Map<Cell, Training> running = new LinkedHashMap<>();
  private int ended;
  private long drawn;
  private long samples;
  private double planned;
  private int planners;

  /** How far the training of a cell is, in samples; of 0 samples before it has begun. */
  private record Training(long done, long all, int batchSize) {
    Training afterStep(long step) {
      return new Training(step * batchSize, all, batchSize);
    }

    long left() {
      return all - done;
    }
  }

  /** {@code columns} is the width of the terminal that {@code out} is, 0 where it is none. */
  CellProgress(CellResults before, PrintStream out, int columns, LongSupplier nanoTime) {
    this(before, CellProgress::numbers, out, columns, nanoTime);
  }

  /** {@code told} is what the line of a finished run says of its summary. */
  CellProgress(
      CellResults before,
      Function<JsonNode, String> told,
      PrintStream out,
      int columns,
      LongSupplier nanoTime) {
    this.told = told;
    cells = before.cells().size();
    ended = before.finished().size();
    this.out = out;
    this.columns = columns;
    this.nanoTime = nanoTime;
    started = nanoTime.getAsLong();
  }

  /** Progress on standard error, live where the launcher has found that to be a terminal. */
  static CellProgress onTerminal(CellResults before) {
    return new CellProgress(
        before, System.err, Integer.getInteger("evenkeel.columns", 0), System::nanoTime);
  }

  /** The same, with another line for a finished run. */
  static CellProgress onTerminal(CellResults before, Function<JsonNode, String> told) {
    return new CellProgress(
        before, told, System.err, Integer.getInteger("evenkeel.columns", 0), System::nanoTime);
  }

  @Override
  public void started(Cell cell) {
    running.put(cell, new Training(0, 0, 0));
  }

  @Override
  public void on(Cell cell, Event event) {
    if (event instanceof Event.TrainingStarted training) {
      long all = training.epochs() * training.stepsPerEpoch() * training.batchSize();
      long done = training.stepsDone() * training.batchSize();
      running.put(cell, new Training(done, all, training.batchSize()));
      planned += all;
      planners++;
    } else if (event instanceof Event.Notice notice) {
      out.println(erased() + cell.name() + "  " + notice.text());
    } else if (event instanceof Event.StepFinished step) {
      Training before = running.getOrDefault(cell, new Training(0, 0, 0));
      samples += before.batchSize();
      running.put(cell, before.afterStep(step.evidence().at().step()));
      redraw();
    }
  }

  @Override
  public void ended(CellResult result) {
    running.remove(result.cell());
    ended++;
    String line =
        result instanceof CellResult.Finished finished
            ? told.apply(finished.summary())
            : "failed: " + ((CellResult.Failed) result).error();
    out.println(erased() + "%d/%d  %s  %s".formatted(ended, cells, result.cell().name(), line));
  }

  private String erased() {
    return columns > 0 ? ERASE_LINE : "";
  }

  private static String numbers(JsonNode summary) {
    JsonNode imbalance = summary.path("d_util");
    return String.format(
        Locale.ROOT,
        "test %s %%  d_util %s  %.1f s",
        Numbers.percent(summary.path("test").path("accuracy").asDouble()),
        Numbers.signed(
            imbalance.isNumber()
                ? OptionalDouble.of(imbalance.asDouble())
                : OptionalDouble.empty()),
        summary.path("seconds").asDouble());
  }

  private void redraw() {
    long now = nanoTime.getAsLong();
    if (columns > 0 && now - drawn >= REDRAW_NANOS) {
      drawn = now;
      String line = line(now);
      // A line that wraps could not be erased.
      out.print(ERASE_LINE + line.substring(0, Math.min(line.length(), columns - 1)));
      out.flush();
    }
  }

  private String line(long now) {
    double rate = samples / Math.max(1e-9, (now - started) * 1e-9);
    List<String> names = running.keySet().stream().map(Cell::name).toList();
    return String.format(
        Locale.ROOT,
        "%d/%d runs done, %d running  %.0f samples/s  ETA %s  %s",
        ended,
        cells,
        running.size(),
        rate,
        Progress.clock(left() / rate),
        String.join("; ", names));
  }

  /** Samples still to be trained on, where runs that have not begun are like those that have. */
  private double left() {
    double mean = planned / Math.max(1, planners);
    int waiting = cells - ended - running.size();
    return waiting * mean
        + running.values().stream().mapToDouble(t -> t.all() == 0 ? mean : t.left()).sum();
  }
}
