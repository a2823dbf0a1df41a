package io.evenkeel.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.experiment.Cell;
import io.evenkeel.experiment.CellResult;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What became of one point with one seed.
 *
 * @param cell the run
 * @param status how far it is
 * @param value what its point is chosen by; present if and only if it has finished
 * @param error why it failed; empty unless it did
 */
public record Trial(Cell cell, Status status, OptionalDouble value, String error) {

  /** How far a run is. */
  public enum Status {
    FINISHED,
    FAILED,
    /** Not run yet, or stopped on the way. */
    OPEN;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Trial open(Cell cell) {
    return new Trial(cell, Status.OPEN, OptionalDouble.empty(), "");
  }

  static Trial of(CellResult result, Criterion criterion) {
    if (result instanceof CellResult.Failed failed) {
      return failed(failed.cell(), failed.error());
    }
    JsonNode summary = ((CellResult.Finished) result).summary();
    OptionalDouble value = criterion.value(summary);
    return value.isPresent()
        ? new Trial(result.cell(), Status.FINISHED, value, "")
        : failed(result.cell(), "its summary.json has no number for " + criterion);
  }

  private static Trial failed(Cell cell, String error) {
    return new Trial(cell, Status.FAILED, OptionalDouble.empty(), error);
  }

  public long seed() {
    return cell.recipe().seed();
  }
}
