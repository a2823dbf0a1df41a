package io.evenkeel.method;

import java.util.List;

/**
 * How one head has done while it was trained for some epochs by itself (Wang et al., CVPR 2020).
 *
 * @param before its mean losses when they began
 * @param after its mean losses when they had ended
 */
record HeadProgress(Losses before, Losses after) {
  /** What ΔO² is taken as at least, so that a head that overfits nothing has a finite weight. */
  private static final double LEAST_SQUARE = 1e-12;

  /**
   * The mean losses of a head.
   *
   * @param train L^T, over what it is trained on
   * @param heldOut L^V, over what it is not
   */
  record Losses(double train, double heldOut) {}

  /** ΔG: by how much the loss of the held-out samples has gone down. */
  double generalization() {
    return before.heldOut() - after.heldOut();
  }

  /** ΔO: by how much the gap L^V − L^T has grown. */
  double overfitting() {
    return (after.heldOut() - after.train()) - (before.heldOut() - before.train());
  }

  /**
   * w_k = ΔG_k / ΔO_k², scaled so that the weights add up to 1. A head that has not generalised,
   * ΔG_k ≤ 0, or whose losses have left the finite numbers, gets none; where none has, all get the
   * same.
   */
  static List<Double> weights(List<HeadProgress> heads) {
    List<Double> raw = heads.stream().map(HeadProgress::ratio).toList();
    double sum = raw.stream().mapToDouble(Double::doubleValue).sum();
    return raw.stream().map(w -> sum > 0 ? w / sum : 1.0 / heads.size()).toList();
  }

  private double ratio() {
    double square = overfitting() * overfitting();
    double ratio = Math.max(0, generalization()) / Math.max(square, LEAST_SQUARE);
    return Double.isFinite(ratio) ? ratio : 0;
  }
}
