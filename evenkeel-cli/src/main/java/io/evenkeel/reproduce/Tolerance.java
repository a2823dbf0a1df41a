package io.evenkeel.reproduce;

import java.math.BigDecimal;

/**
 * How far two numbers may be apart that rounding alone has parted: |a − b| ≤ absolute + relative ·
 * max(|a|, |b|).
 *
 * @param absolute the part that does not grow with the numbers, above 0
 * @param relative the part that does
 */
public record Tolerance(double absolute, double relative) {
  /**
   * A thousand times the resolution of a float32 (6·10⁻⁸), in which weights and losses are held:
   * room for sums in another order over a training, and for nothing that shows in three digits.
   */
  public static final Tolerance OF_FLOATS = new Tolerance(1e-6, 1e-4);

  /** How many times the tolerance two numbers are apart: at most 1 if they are alike. */
  double excess(double a, double b) {
    if (Double.compare(a, b) == 0) {
      return 0;
    }
    double allowed = absolute + relative * Math.max(Math.abs(a), Math.abs(b));
    double excess = Math.abs(a - b) / allowed;
    return Double.isFinite(a) && Double.isFinite(b) ? excess : Double.POSITIVE_INFINITY;
  }

  /** The rule with its numbers. */
  @Override
  public String toString() {
    return "|a - b| <= %s + %s max(|a|, |b|)".formatted(plain(absolute), plain(relative));
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
