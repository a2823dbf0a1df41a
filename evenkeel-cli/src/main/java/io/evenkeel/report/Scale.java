package io.evenkeel.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A linear map from data to pixels.
 *
 * @param low the data value at the first pixel
 * @param high the data value at the last pixel, above {@code low}
 * @param from the first pixel
 * @param to the last pixel
 * @param step from tick to tick
 */
record Scale(double low, double high, double from, double to, double step) {
  /** What binary fractions may add to a round number. */
  private static final double ROUNDING = 1e-6;

  /** A scale that ends at round numbers and has room for a range; 0 to 1 for an empty one. */
  static Scale covering(Range range, double from, double to) {
    Range wide = widened(range.isEmpty() ? new Range(0, 1) : range);
    double step = step(wide);
    return new Scale(
        Math.floor(wide.low() / step) * step, Math.ceil(wide.high() / step) * step, from, to, step);
  }

  /** A scale that ends where a range ends, for counts such as epochs. */
  static Scale exactly(Range range, double from, double to) {
    Range wide = widened(range.isEmpty() ? new Range(0, 1) : range);
    return new Scale(wide.low(), wide.high(), from, to, step(wide));
  }

  /** A range of one value has no width to draw in. */
  private static Range widened(Range range) {
    double size = Math.max(1, Math.max(Math.abs(range.low()), Math.abs(range.high())));
    return range.high() - range.low() > 1e-9 * size
        ? range
        : new Range(range.low() - size / 2, range.high() + size / 2);
  }

  /** The same of data in a unit of which there are so many in one. */
  Scale times(double units) {
    return new Scale(units * low, units * high, from, to, units * step);
  }

  double pixel(double value) {
    return from + (value - low) / (high - low) * (to - from);
  }

  /** Round values across the scale, about five. */
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    for (double k = Math.ceil(low / step - ROUNDING); k * step <= high + step * ROUNDING; k++) {
      // The first k may be −0.
      ticks.add(k * step + 0.0);
    }
    return ticks;
  }

  /** A tick as text, with as many decimals as its step needs. */
  String label(double tick) {
    int decimals = Math.max(0, (int) Math.ceil(-Math.log10(step) - 1e-9));
    double largest = Math.max(Math.abs(low), Math.abs(high));
    // In powers of ten, neighbouring ticks differ in the digit where their step begins.
    int digits =
        Math.max(1, (int) (Math.floor(Math.log10(largest)) - Math.floor(Math.log10(step))));
    String format =
        decimals <= 4 && largest < 1e5 ? "%." + decimals + "f" : "%." + (digits + 1) + "e";
    String text = String.format(Locale.ROOT, format, tick);
    return text.replaceFirst("^-(0(\\.0*)?)$", "$1").replace('-', '−');
  }

  private static double step(Range range) {
    double rough = (range.high() - range.low()) / 5;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double share = rough / power - ROUNDING;
    return power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
  }
}
