package io.evenkeel.recipe;

/**
 * Stochastic gradient descent as in PyTorch: g ← g + λθ, b ← m·b + g, θ ← θ − η·b.
 *
 * @param learningRate η of the first epoch
 * @param momentum m in 0..1
 * @param weightDecay λ
 */
public record OptimizerSpec(double learningRate, double momentum, double weightDecay) {
  /** Checks the ranges. */
  public OptimizerSpec {
    Keys.positive("optimizer.learning_rate", learningRate);
    Keys.require(
        momentum >= 0 && momentum < 1,
        "optimizer.momentum",
        Double.toString(momentum),
        "a number ≥ 0 and < 1");
    Keys.notNegative("optimizer.weight_decay", weightDecay);
  }

  /** Learning rate .01, momentum .9, weight decay 1e-4. */
  public static OptimizerSpec defaults() {
    return new OptimizerSpec(0.01, 0.9, 1e-4);
  }
}
