package io.evenkeel.recipe;

/**
 * On-the-fly gradient modulation, with and without generalization enhancement.
 *
 * @param alpha α ≥ 0: how strongly the branch ahead is held back
 * @param firstEpoch the first epoch, counted from 1, that is modulated
 * @param lastEpoch the last
 */
public record OgmSpec(double alpha, int firstEpoch, int lastEpoch) {
  /** Checks the ranges. */
  public OgmSpec {
    Keys.notNegative("strategy.ogm.alpha", alpha);
    Keys.atLeast("strategy.ogm.first_epoch", firstEpoch, 1);
    Keys.atLeast("strategy.ogm.last_epoch", lastEpoch, firstEpoch);
  }

  /** The first 50 epochs, as in the authors' code, which leaves α to its user; ours is .3. */
  public static OgmSpec defaults() {
    return new OgmSpec(0.3, 1, 50);
  }

  /** Whether an epoch is modulated. */
  public boolean covers(int epoch) {
    return epoch >= firstEpoch && epoch <= lastEpoch;
  }
}
