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
 */
record Scale(double low, double high, double from, double to) {

  /** A scale over values that ends at round numbers and has room for all of them. */
  static Scale covering(double low, double high, double from, double to) {
    double bottom = Double.isFinite(low) ? low : 0;
    double top = Double.isFinite(high) ? high : 1;
    if (top - bottom < 1e-9) {
      bottom -= 0.5;
      top += 0.5;
    }
    double step = step(bottom, top);
    return new Scale(Math.floor(bottom / step) * step, Math.ceil(top / step) * step, from, to);
  }

  double pixel(double value) {
    return from + (value - low) / (high - low) * (to - from);
  }

  /** Round values across the scale, about five. */
  List<Double> ticks() {
    double step = step(low, high);
    List<Double> ticks = new ArrayList<>();
    for (long k = Math.round(Math.ceil(low / step - 1e-6)); k * step <= high + step * 1e-6; k++) {
      ticks.add(k * step);
    }
    return ticks;
  }

  /** A tick as text, with as many decimals as its step needs. */
  String label(double tick) {
    double step = step(low, high);
    int decimals = Math.max(0, (int) Math.ceil(-Math.log10(step) - 1e-9));
    String text = String.format(Locale.ROOT, "%." + decimals + "f", tick);
    return text.replaceFirst("^-(0(\\.0*)?)$", "$1").replace('-', '−');
  }

  private static double step(double low, double high) {
    double rough = (high - low) / 5;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double share = rough / power;
    return power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
  }
}
