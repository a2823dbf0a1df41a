package io.evenkeel.recipe;

/**
 * MMPareto.
 *
 * @param gamma γ > 0: by how much the gradient of an encoder is enlarged at the end
 */
public record MmparetoSpec(double gamma) {
  /** Checks the range. */
  public MmparetoSpec {
    Keys.positive("strategy.mmpareto.gamma", gamma);
  }

  /** γ = 1.5, as in the authors' code. */
  public static MmparetoSpec defaults() {
    return new MmparetoSpec(1.5);
  }
}
