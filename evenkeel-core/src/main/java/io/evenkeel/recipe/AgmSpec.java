package io.evenkeel.recipe;

/**
 * Adaptive gradient modulation.
 *
 * @param alpha α ≥ 0: how strongly a modality is held back or pushed
 * @param firstEpoch the first epoch, counted from 1, that is modulated
 * @param lastEpoch the last
 */
public record AgmSpec(double alpha, int firstEpoch, int lastEpoch) {
  /** Checks the ranges. */
  public AgmSpec {
    Keys.notNegative("strategy.agm.alpha", alpha);
    Keys.atLeast("strategy.agm.first_epoch", firstEpoch, 1);
    Keys.atLeast("strategy.agm.last_epoch", lastEpoch, firstEpoch);
  }

  /** α = 1 in the first 50 epochs. */
  public static AgmSpec defaults() {
    return new AgmSpec(1, 1, 50);
  }

  /** Whether an epoch is modulated. */
  public boolean covers(int epoch) {
    return epoch >= firstEpoch && epoch <= lastEpoch;
  }
}
