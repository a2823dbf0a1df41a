package io.evenkeel.recipe;

/**
 * Alternating uni-modal adaptation (Zhang et al., CVPR 2024).
 *
 * @param alpha α &gt; 0, what keeps the denominator of the projection from 0
 */
public record MlaSpec(double alpha) {
  /** Checks the range. */
  public MlaSpec {
    Keys.positive("strategy.mla.alpha", alpha);
  }

  /** α .1. */
  public static MlaSpec defaults() {
    return new MlaSpec(0.1);
  }
}
