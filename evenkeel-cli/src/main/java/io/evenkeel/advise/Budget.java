package io.evenkeel.advise;

import io.evenkeel.input.BadInputException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a piece of advice may take on the clock.
 *
 * @param seconds above 0
 */
public record Budget(double seconds) {
  private static final Pattern FORM =
      Pattern.compile("(?:(\\d{1,3})h)?(?:(\\d{1,4})m)?(?:(\\d{1,6})s)?");

  /** Reads {@code 30m}, {@code 1h30m}, {@code 90s}. */
  public static Budget parse(String text) {
    Matcher parts = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    double seconds =
        parts.matches() ? 3600 * number(parts, 1) + 60 * number(parts, 2) + number(parts, 3) : 0;
    if (seconds <= 0) {
      throw new BadInputException("--budget", text, "a time such as 30m, 1h30m or 90s");
    }
    return new Budget(seconds);
  }

  private static double number(Matcher parts, int group) {
    String digits = parts.group(group);
    return digits == null ? 0 : Double.parseDouble(digits);
  }

  /** So many seconds in words: "1 h 05 min", "3 min 20 s", "45 s". */
  static String words(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? "%d min %02d s".formatted(whole / 60, whole % 60)
        : "%d h %02d min".formatted(whole / 3600, whole % 3600 / 60);
  }

  @Override
  public String toString() {
    return words(seconds);
  }
}
