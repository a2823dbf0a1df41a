package io.evenkeel.advise;

/**
 * What a run takes on the clock, by its size.
 *
 * @param fixed seconds that every run takes, and every epoch as often
 * @param perSample seconds that a training sample takes in an epoch
 */
record RunCost(double fixed, double perSample) {

  /**
   * The cost that a run has had. What is not training is validation, which every epoch has, and the
   * beginning and the end of a run, which are taken to be as long.
   *
   * @param samples how many it was trained on
   * @param epochs how often
   * @param rate how many of them a second, while it was training
   * @param seconds what all of it took
   */
  static RunCost of(int samples, int epochs, double rate, double seconds) {
    double rest = seconds - samples * epochs / rate;
    return new RunCost(Math.max(0.01, rest / (1 + epochs)), 1 / rate);
  }

  double seconds(int samples, int epochs) {
    return fixed * (1 + epochs) + perSample * samples * epochs;
  }

  /** This cost on a machine that is so much slower than it was. */
  RunCost times(double factor) {
    return new RunCost(factor * fixed, factor * perSample);
  }
}
