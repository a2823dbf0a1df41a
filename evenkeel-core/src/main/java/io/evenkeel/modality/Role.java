package io.evenkeel.modality;

/** What a parameter serves; a parameter is born with its role and keeps it. */
public sealed interface Role {

  /** θ_i: a parameter of the uni-modal network φ_i of one modality. */
  record Main(Modality modality) implements Role {}

  /** The part of θ'_i that only branch i has, such as {W_i, b_i} of an MMTM. */
  record Bypass(Modality modality) implements Role {}

  /**
   * Fusion parameters that serve every branch and count in each θ'_i, such as {W, b} of an MMTM.
   */
  record Shared() implements Role {}

  /** A parameter that serves the method of training alone, such as a head that is dropped later. */
  record Method() implements Role {}
}
