package io.evenkeel.recipe;

/**
 * Prototypical modal rebalance (Fan et al., CVPR 2023).
 *
 * @param alpha α ≥ 0, the weight of the prototypical cross-entropy
 * @param mu μ ≥ 0, the weight of the entropy
 * @param entropyEpochs in how many of the first epochs the entropy counts
 * @param momentum what share of a prototype stays from one epoch to the next, ≥ 0 and below 1
 * @param share the share of the training samples of each class that prototypes are means of, above
 *     0
 */
public record PmrSpec(double alpha, double mu, int entropyEpochs, double momentum, double share) {
  /** Checks the ranges. */
  public PmrSpec {
    Keys.notNegative("strategy.pmr.alpha", alpha);
    Keys.notNegative("strategy.pmr.mu", mu);
    Keys.atLeast("strategy.pmr.entropy_epochs", entropyEpochs, 0);
    Keys.require(
        momentum >= 0 && momentum < 1,
        "strategy.pmr.momentum",
        Double.toString(momentum),
        "a number ≥ 0 and < 1");
    Keys.require(
        share > 0 && share <= 1,
        "strategy.pmr.share",
        Double.toString(share),
        "a number > 0 and at most 1");
  }

  /** α 1, μ .01 in ten epochs, momentum .2, a tenth of the samples. */
  public static PmrSpec defaults() {
    return new PmrSpec(1, 0.01, 10, 0.2, 0.1);
  }
}
