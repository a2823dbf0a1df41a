package io.evenkeel.report;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.evenkeel.measure.Quality;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A run that is read while it goes on. A look costs what was appended since the look before, and
 * memory does not grow with the steps. Rows that cannot be understood are counted and left out.
 *
 * <p>Not for several threads at once.
 */
public final class LiveRun {
  private final Path folder;
  private final String name;
  private final GrowingTable historyFile;
  private final GrowingTable stepsFile;
  private final LiveEpochs epochs;
  private final LiveSteps steps = new LiveSteps();

  /** Follows the run in a folder, which need not be there yet. */
  public LiveRun(Path folder) {
    this.folder = folder;
    Path history = folder.resolve("history.csv");
    name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    epochs = new LiveEpochs(history);
    historyFile = new GrowingTable(history, epochs);
    stepsFile = new GrowingTable(folder.resolve("steps.csv"), steps);
  }

  /** What A(·) is. */
  Quality quality() {
    return RunDirectory.quality(folder);
  }

  /** Reads what is new of the epochs alone, which costs little however long the run is. */
  public LiveRun lookAtEpochs() {
    historyFile.look();
    return this;
  }

  /** Reads what is new. */
  public LiveRun look() {
    stepsFile.look();
    return lookAtEpochs();
  }

  /** How many rows could not be understood. */
  public long unreadableRows() {
    return historyFile.unreadable() + stepsFile.unreadable();
  }

  /** The last epoch that has ended, 0 before the first has. */
  public int epoch() {
    double epoch = last("epoch").orElse(0);
    return (int) epoch;
  }

  /** The last step that was read. */
  public long step() {
    return Math.max(steps.last(), (long) last("steps").orElse(0));
  }

  /** How many steps an epoch has; empty before the first has ended. */
  public OptionalLong stepsPerEpoch() {
    OptionalDouble done = last("steps");
    return done.isPresent() && epoch() > 0
        ? OptionalLong.of((long) done.getAsDouble() / epoch())
        : OptionalLong.empty();
  }

  private OptionalDouble last(String column) {
    CsvTable history = epochs.table();
    if (history.rows().isEmpty() || !history.columns().contains(column)) {
      return OptionalDouble.empty();
    }
    double[] numbers = history.numbers(column);
    double last = numbers[numbers.length - 1];
    return Double.isFinite(last) ? OptionalDouble.of(last) : OptionalDouble.empty();
  }

  /** The modalities in model order; empty while nothing is written. */
  public List<String> modalities() {
    List<String> branches = epochs.table().columnsAfter(RunDirectory.BRANCH_COLUMN);
    return branches.isEmpty() ? steps.modalities() : branches;
  }

  /** What the last epoch came to; empty before the first has ended. */
  public List<Fact> facts() {
    return epochs.table().rows().isEmpty() ? List.of() : new LiveFacts(this, epochs.table()).list();
  }

  /** A number of a run as a reader sees it. */
  public record Fact(String name, String value) {}

  /**
   * Charts of everything so far, as HTML.
   *
   * @param tolerance α, for a band around d_speed = 0; empty for a strategy without one
   */
  public String figures(OptionalDouble tolerance) {
    RunRecord run =
        new RunRecord(
            "",
            name,
            MissingNode.getInstance(),
            MissingNode.getInstance(),
            modalities(),
            epochs.table(),
            StepTable.none(Path.of("")),
            "",
            Map.of("metric", quality().key()),
            "");
    LiveFigures figures = new LiveFigures(new RunSet(List.of(run)), run, tolerance);
    List<String> sections = new ArrayList<>();
    sections.add(figures.epochs());
    if (!steps.isEmpty() && steps.modalities().equals(run.modalities())) {
      sections.add(figures.steps(steps.bins(), steps.losses()));
    }
    return String.join("", sections);
  }
}
