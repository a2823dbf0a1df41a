package io.evenkeel.method;

import java.util.OptionalDouble;

/**
 * How much a model of two modalities uses each, from accuracies (Guerra-Manzanares &amp; Shamout,
 * IJCNN 2025).
 *
 * @param both A of both together
 * @param first A of the first alone
 * @param second A of the second alone
 */
record UseOfModalities(double both, double first, double second) {

  /** Factors of two learning rates. */
  record Factors(double first, double second) {
    static final Factors NONE = new Factors(1, 1);
  }

  /** u_0 = (A_both − A_1) / A_both: what the first adds; empty where A_both = 0. */
  OptionalDouble ofFirst() {
    return share(second);
  }

  /** u_1 = (A_both − A_0) / A_both: what the second adds; empty where A_both = 0. */
  OptionalDouble ofSecond() {
    return share(first);
  }

  private OptionalDouble share(double other) {
    return both > 0 ? OptionalDouble.of((both - other) / both) : OptionalDouble.empty();
  }

  /**
   * {@code reduction} for the modality that adds more, where |u_0 − u_1| exceeds the threshold and
   * that modality adds anything; else none.
   */
  Factors factors(double threshold, double reduction) {
    if (ofFirst().isEmpty() || ofSecond().isEmpty()) {
      return Factors.NONE;
    }
    double u0 = ofFirst().getAsDouble();
    double u1 = ofSecond().getAsDouble();
    if (Math.abs(u0 - u1) <= threshold || Math.max(u0, u1) <= 0) {
      return Factors.NONE;
    }
    return u0 > u1 ? new Factors(reduction, 1) : new Factors(1, reduction);
  }
}
