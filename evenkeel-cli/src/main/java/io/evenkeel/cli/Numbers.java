package io.evenkeel.cli;

import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as results print them, the same in every locale. */
final class Numbers {
  private static final String UNDEFINED = "-";

  private Numbers() {}

  /** A share in percent with one decimal: .3315 is "33.2". */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }

  /** A share in percent with one decimal; "-" where undefined. */
  static String percent(OptionalDouble share) {
    return share.isPresent() ? percent(share.getAsDouble()) : UNDEFINED;
  }

  /** A rate or a difference with sign and three decimals; "-" where undefined. */
  static String signed(OptionalDouble number) {
    return number.isPresent() ? signed(number.getAsDouble()) : UNDEFINED;
  }

  /** The same of a number that is defined. */
  static String signed(double number) {
    // Adding 0 takes the sign from what rounds to nothing.
    return String.format(Locale.ROOT, "%+.3f", Math.rint(1000 * number) / 1000 + 0.0);
  }
}
