package io.evenkeel.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Programs that time themselves, run turn about. The first is the baseline, and a ratio says how
 * many times faster than it another is.
 */
final class Contest {
  private final String title;
  private final Map<String, TimedProcess> sides = new LinkedHashMap<>();

  Contest(String title) {
    this.title = title;
  }

  Contest add(String name, TimedProcess side) {
    sides.put(name, side);
    return this;
  }

  /**
   * Prints {@code comparison,variant,median ms,lower quartile,upper quartile,times as fast,of the
   * slowest round,of the fastest}: the ratio of the medians of all that the sides print, and the
   * range of that ratio over rounds.
   */
  void print(int rounds) {
    Map<String, List<List<Double>>> times = new LinkedHashMap<>();
    sides.keySet().forEach(name -> times.put(name, new ArrayList<>()));
    for (int round = 0; round < rounds; round++) {
      sides.forEach(
          (name, side) -> {
            List<Double> measured = side.milliseconds();
            times.computeIfAbsent(name, n -> new ArrayList<>()).add(measured);
            System.err.printf(Locale.ROOT, "# %s, %s: %.1f%n", title, name, median(measured));
          });
    }
    List<List<Double>> baseline = times.values().iterator().next();
    System.out.println(
        "comparison,variant,milliseconds,lower quartile,upper quartile,times as fast,least,most");
    times.forEach((name, measured) -> System.out.println(line(name, measured, baseline)));
  }

  private String line(String name, List<List<Double>> measured, List<List<Double>> baseline) {
    List<Double> byRound = new ArrayList<>();
    for (int i = 0; i < measured.size(); i++) {
      byRound.add(median(baseline.get(i)) / median(measured.get(i)));
    }
    byRound.sort(null);
    double all = median(flat(measured));
    return String.format(
        Locale.ROOT,
        "%s,%s,%.1f,%.1f,%.1f,%.2f,%.2f,%.2f",
        title,
        name,
        all,
        quantile(flat(measured), 0.25),
        quantile(flat(measured), 0.75),
        median(flat(baseline)) / all,
        byRound.get(0),
        byRound.get(byRound.size() - 1));
  }

  private static List<Double> flat(List<List<Double>> rounds) {
    return rounds.stream().flatMap(List::stream).toList();
  }

  private static double median(List<Double> values) {
    return quantile(values, 0.5);
  }

  /** Between the two values that stand nearest, in proportion. */
  static double quantile(List<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    double place = share * (sorted.size() - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.size() - 1);
    return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
  }
}
