package io.evenkeel.measure;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import java.util.OptionalDouble;

/**
 * Conditional utilization rates of a trained model on one split (Wu et al., ICML 2022, §3).
 *
 * <p>u(m_{-i}|m_i) = (A(f_i) − A(f'_i)) / A(f_i).
 *
 * @param branches the accuracies of each branch
 */
public record Utilization(PerModality<BranchAccuracy> branches) {

  /**
   * How good one branch is, on the same samples twice: accuracies, or whatever {@link Quality} the
   * task has.
   *
   * @param fused A(f_i), with cross-modal flow, 1 at most
   * @param isolated A(f'_i), without cross-modal flow, 1 at most
   */
  public record BranchAccuracy(double fused, double isolated) {
    /** Checks that neither is better than perfect. */
    public BranchAccuracy {
      if (!(isQuality(fused) && isQuality(isolated))) {
        throw new IllegalArgumentException("not accuracies: " + fused + ", " + isolated);
      }
    }

    private static boolean isQuality(double value) {
      return Double.isFinite(value) && value <= 1;
    }

    OptionalDouble utilization() {
      return fused > 0 ? OptionalDouble.of((fused - isolated) / fused) : OptionalDouble.empty();
    }
  }

  /**
   * u(m_{-i}|m_i): the share of branch i's accuracy that it owes to the others; empty where A(f_i)
   * ≤ 0.
   */
  public OptionalDouble of(Modality modality) {
    return branches.get(modality).utilization();
  }

  /**
   * d_util = u(m_1|m_0) − u(m_0|m_1) for N = 2, maximum minus minimum for N > 2; empty where a rate
   * is undefined and for N = 1.
   */
  public OptionalDouble difference() {
    return new Spread(branches.map(BranchAccuracy::utilization)).difference();
  }
}
