package io.evenkeel.recipe;

/**
 * Gradient-Blending (Wang et al., CVPR 2020).
 *
 * @param heldOut the share of the training split that generalisation is measured on, in 0..1
 * @param superEpoch online: after how many epochs weights are estimated anew
 */
public record GBlendSpec(double heldOut, int superEpoch) {
  /** Checks the ranges. */
  public GBlendSpec {
    Keys.require(
        heldOut > 0 && heldOut < 1,
        "strategy.gblend.held_out",
        Double.toString(heldOut),
        "a number > 0 and < 1");
    Keys.atLeast("strategy.gblend.super_epoch", superEpoch, 1);
  }

  /** A tenth held out, super-epochs of five epochs. */
  public static GBlendSpec defaults() {
    return new GBlendSpec(0.1, 5);
  }
}
