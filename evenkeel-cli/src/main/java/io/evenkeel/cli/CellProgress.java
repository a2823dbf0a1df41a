package io.evenkeel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.experiment.Cell;
import io.evenkeel.experiment.CellObserver;
import io.evenkeel.experiment.CellResult;
import io.evenkeel.experiment.CellResults;
import io.evenkeel.run.Event;
import io.evenkeel.run.Event.Notice.About;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/** Shows many runs as they go: one live line over all on a terminal, and a line for each run. */
final class CellProgress implements CellObserver {
  private final int cells;
  private final Function<JsonNode, String> told;
  private final StatusLine status;
  private final long started;
  private final Map<Cell, Training> running = new LinkedHashMap<>();
  private final Set<String> toldOfData = new HashSet<>();
  private int ended;
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

  CellProgress(CellResults before, StatusLine status) {
    this(before, CellProgress::numbers, status);
  }

  /** {@code told} is what the line of a finished run says of its summary. */
  CellProgress(CellResults before, Function<JsonNode, String> told, StatusLine status) {
    this.told = told;
    cells = before.cells().size();
    ended = before.finished().size();
    this.status = status;
    started = status.nanoTime();
  }

  /** Progress on standard error, live where the launcher has found that to be a terminal. */
  static CellProgress onTerminal(CellResults before) {
    return new CellProgress(before, StatusLine.onTerminal());
  }

  /** The same, with another line for a finished run. */
  static CellProgress onTerminal(CellResults before, Function<JsonNode, String> told) {
    return new CellProgress(before, told, StatusLine.onTerminal());
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
    } else if (event instanceof Event.Notice notice && isNews(notice)) {
      status.print(cell.name() + "  " + notice.text());
    } else if (event instanceof Event.StepFinished step) {
      Training before = running.getOrDefault(cell, new Training(0, 0, 0));
      samples += before.batchSize();
      running.put(cell, before.afterStep(step.evidence().at().step()));
      status.draw(this::line);
    }
  }

  /** What the data are like is the same in many runs: it is told with the first of them. */
  private boolean isNews(Event.Notice notice) {
    return notice.about() == About.RUN || toldOfData.add(notice.text());
  }

  @Override
  public void ended(CellResult result) {
    running.remove(result.cell());
    ended++;
    String line =
        result instanceof CellResult.Finished finished
            ? told.apply(finished.summary())
            : "failed: " + ((CellResult.Failed) result).error();
    status.print("%d/%d  %s  %s".formatted(ended, cells, result.cell().name(), line));
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
