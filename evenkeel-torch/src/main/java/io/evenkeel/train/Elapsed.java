package io.evenkeel.train;

/**
 * Where the wall-clock seconds of a run went, over every sitting of it; no result depends on them.
 *
 * @param total all of them, from the first step on
 * @param validation those of the validation passes
 * @param waiting those that training waited for data
 * @param checkpoints those that writing checkpoints took
 */
record Elapsed(double total, double validation, double waiting, double checkpoints) {
  static final Elapsed NONE = new Elapsed(0, 0, 0, 0);

  Elapsed plus(Elapsed other) {
    return new Elapsed(
        total + other.total,
        validation + other.validation,
        waiting + other.waiting,
        checkpoints + other.checkpoints);
  }

  Elapsed minus(Elapsed earlier) {
    return new Elapsed(
        total - earlier.total,
        validation - earlier.validation,
        waiting - earlier.waiting,
        checkpoints - earlier.checkpoints);
  }

  /** The seconds of training steps, waiting for data included. */
  double training() {
    return total - validation - checkpoints;
  }

  /** The share of these that went by waiting for data, in 0..1. */
  double waitShare() {
    return waiting / training();
  }
}
