package io.evenkeel.recipe;

import java.util.List;

/**
 * Modality-specific learning rates.
 *
 * @param mode what becomes of them
 * @param factors by what the learning rate of each modality, in model order, is that of the recipe;
 *     empty begins with the recipe's for all
 * @param window dynamic: over how many epochs before it the accuracy of an epoch is compared
 */
public record MslrSpec(Mode mode, List<Double> factors, int window) {

  /** What becomes of the learning rates that training begins with. */
  public enum Mode {
    /** They stay. */
    KEEP,
    /** They follow the branches' accuracies on validation data. */
    DYNAMIC
  }

  /** Checks the ranges. */
  public MslrSpec {
    factors = List.copyOf(factors);
    factors.forEach(factor -> Keys.positive("strategy.mslr.factors", factor));
    Keys.atLeast("strategy.mslr.window", window, 1);
    Keys.require(
        mode == Mode.DYNAMIC || !factors.isEmpty(),
        "strategy.mslr.mode",
        "keep without strategy.mslr.factors",
        "factors, or all modalities keep the same rate");
  }

  /** Dynamic over five epochs. */
  public static MslrSpec defaults() {
    return new MslrSpec(Mode.DYNAMIC, List.of(), 5);
  }
}
