package io.evenkeel.recipe;

/**
 * How the learning rate changes from epoch to epoch.
 *
 * @param kind which schedule
 * @param factor step and plateau: what the learning rate is multiplied with, in 0..1
 * @param every step: after how many epochs
 * @param patience plateau: after how many epochs in a row without a lower training loss
 * @param threshold plateau: by what share the training loss has to be lower to count
 * @param floor plateau: the learning rate never falls below
 */
public record ScheduleSpec(
    Kind kind, double factor, int every, int patience, double threshold, double floor) {

  /** The schedules. */
  public enum Kind {
    CONSTANT,
    STEP,
    PLATEAU
  }

  /** Checks the ranges. */
  public ScheduleSpec {
    Keys.require(
        factor > 0 && factor <= 1,
        "schedule.factor",
        Double.toString(factor),
        "a number in (0, 1]");
    Keys.atLeast("schedule.every", every, 1);
    Keys.atLeast("schedule.patience", patience, 0);
    Keys.notNegative("schedule.threshold", threshold);
    Keys.notNegative("schedule.floor", floor);
  }

  /** Constant; the other keys as in the authors' ModelNet40 code. */
  public static ScheduleSpec defaults() {
    return new ScheduleSpec(Kind.CONSTANT, 0.3, 10, 10, 1e-3, 1e-6);
  }
}
