package io.evenkeel.method;

/**
 * How far one of two modalities has come before the other, by their prototypes (Fan et al., CVPR
 * 2023).
 *
 * @param ratio ρ = Σ s_0 / Σ s_1 over a batch, where s_i is the share of a sample's own class among
 *     the prototypes of modality i
 */
record PrototypeBalance(double ratio) {

  /** β = clip(0, 1/ρ − 1, 1): how much the first modality lags behind. */
  double firstLags() {
    return Math.max(0, Math.min(1, 1 / ratio - 1));
  }

  /** γ = clip(0, ρ − 1, 1): how much the second modality lags behind. */
  double secondLags() {
    return Math.max(0, Math.min(1, ratio - 1));
  }
}
