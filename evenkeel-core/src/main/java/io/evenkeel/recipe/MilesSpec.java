package io.evenkeel.recipe;

/**
 * Modality-informed learning rates (Guerra-Manzanares &amp; Shamout, IJCNN 2025).
 *
 * @param threshold τ ≥ 0, the difference of the utilization rates that is tolerated
 * @param reduction μ in 0..1, the factor of the learning rate of the modality that is used more
 */
public record MilesSpec(double threshold, double reduction) {
  /** Checks the ranges. */
  public MilesSpec {
    Keys.notNegative("strategy.miles.threshold", threshold);
    Keys.require(
        reduction >= 0 && reduction <= 1,
        "strategy.miles.reduction",
        Double.toString(reduction),
        "a number ≥ 0 and at most 1");
  }

  /** τ .2, μ .5. */
  public static MilesSpec defaults() {
    return new MilesSpec(0.2, 0.5);
  }
}
