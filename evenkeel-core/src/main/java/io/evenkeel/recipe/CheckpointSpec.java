package io.evenkeel.recipe;

/**
 * When a run writes down where it stands, beside the end of each epoch; changes no result.
 *
 * @param steps after so many steps; 0 never
 * @param seconds after so many seconds of training; 0 never
 */
public record CheckpointSpec(int steps, double seconds) {
  /** Checks the ranges. */
  public CheckpointSpec {
    Keys.atLeast("checkpoint.steps", steps, 0);
    Keys.notNegative("checkpoint.seconds", seconds);
  }

  /** Every half minute. */
  public static CheckpointSpec defaults() {
    return new CheckpointSpec(0, 30);
  }
}
