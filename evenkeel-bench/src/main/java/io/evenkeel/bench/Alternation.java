package io.evenkeel.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Variants of one piece of work measured turn about, A B A B, so that what else the machine does
 * meets all of them alike. The first is the baseline.
 */
public final class Alternation {
  private final String title;
  private final Clock clock;
  private final Map<String, Work> variants = new LinkedHashMap<>();

  /** Does the work once and gives what it took, in milliseconds a unit. */
  @FunctionalInterface
  public interface Work {
    /** Milliseconds a unit: a step, a sample, an epoch. */
    double milliseconds();
  }

  /** A comparison without variants; the title says what a unit is. */
  public Alternation(String title) {
    this(title, Clock.WALL);
  }

  /** The same, told by another clock where it is this class that measures. */
  Alternation(String title, Clock clock) {
    this.title = title;
    this.clock = clock;
  }

  /** Adds a variant that measures itself. */
  public Alternation add(String name, Work work) {
    variants.put(name, work);
    return this;
  }

  /** Adds a variant that is run {@code times} times and timed from outside. */
  public Alternation add(String name, int times, Runnable once) {
    return add(
        name,
        () -> {
          long start = clock.nanoseconds();
          for (int i = 0; i < times; i++) {
            once.run();
          }
          return (clock.nanoseconds() - start) * 1e-6 / times;
        });
  }

  /**
   * Runs every variant once to warm up and then in turn, and prints {@code
   * comparison,variant,median ms,ratio}; the ratio is the median over the rounds of variant /
   * baseline.
   */
  public void print(int rounds) {
    variants.values().forEach(Work::milliseconds);
    List<String> names = List.copyOf(variants.keySet());
    List<Work> works = List.copyOf(variants.values());
    double[][] times = new double[works.size()][rounds];
    for (int round = 0; round < rounds; round++) {
      for (int variant = 0; variant < works.size(); variant++) {
        times[variant][round] = works.get(variant).milliseconds();
        System.err.printf(
            Locale.ROOT, "# %s, %s: %.4f%n", title, names.get(variant), times[variant][round]);
      }
    }
    for (int variant = 0; variant < works.size(); variant++) {
      System.out.println(line(names.get(variant), times[variant], times[0]));
    }
  }

  private String line(String name, double[] times, double[] baseline) {
    double[] ratios = new double[times.length];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = times[i] / baseline[i];
    }
    return String.format(
        Locale.ROOT, "%s,%s,%.4f,%.3f", title, name, median(times), median(ratios));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
