package io.evenkeel.recipe;

/**
 * Reducing uni-modal biases (Cadène et al., NeurIPS 2019).
 *
 * @param modality the modality that models lean on
 * @param weight λ ≥ 0, the weight of the loss of its own classifier
 * @param hidden the width of the two hidden layers of the mask
 */
public record RubiSpec(String modality, double weight, int hidden) {
  /** Checks the ranges. */
  public RubiSpec {
    Keys.notNegative("strategy.rubi.weight", weight);
    Keys.between("strategy.rubi.hidden", hidden, 1, 65536);
  }

  /** The colour of Colored-and-gray MNIST, λ 1, 64 units. */
  public static RubiSpec defaults() {
    return new RubiSpec("color", 1, 64);
  }
}
