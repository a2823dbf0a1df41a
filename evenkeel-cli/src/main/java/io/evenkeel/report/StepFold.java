package io.evenkeel.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Steps put together to bins as they come, in memory that does not grow: when all bins are full,
 * neighbours are merged and each bin takes twice as many steps from then on.
 */
final class StepFold {
  private static final int MOST_BINS = 300;

  private final int quantities;
  private final double[][] sums;
  private final int[][] defined;
  private final long[] firsts = new long[MOST_BINS];
  private final long[] lasts = new long[MOST_BINS];
  private int bins;
  private int width = 1;
  private int inLast;

  /** Folds so many numbers of each step. */
  StepFold(int quantities) {
    this.quantities = quantities;
    sums = new double[quantities][MOST_BINS];
    defined = new int[quantities][MOST_BINS];
  }

  /** Adds a step; {@code values} are NaN where they are undefined. */
  void add(long step, double[] values) {
    if (bins == 0 || inLast == width) {
      if (bins == MOST_BINS) {
        merge();
      }
      firsts[bins] = step;
      bins++;
      inLast = 0;
    }
    int bin = bins - 1;
    lasts[bin] = step;
    inLast++;
    for (int q = 0; q < quantities; q++) {
      if (Range.drawable(values[q])) {
        sums[q][bin] += values[q];
        defined[q][bin]++;
      }
    }
  }

  private void merge() {
    for (int bin = 0; bin < MOST_BINS / 2; bin++) {
      firsts[bin] = firsts[2 * bin];
      lasts[bin] = lasts[2 * bin + 1];
      for (int q = 0; q < quantities; q++) {
        sums[q][bin] = sums[q][2 * bin] + sums[q][2 * bin + 1];
        defined[q][bin] = defined[q][2 * bin] + defined[q][2 * bin + 1];
      }
    }
    bins = MOST_BINS / 2;
    width *= 2;
    for (int q = 0; q < quantities; q++) {
      Arrays.fill(sums[q], bins, MOST_BINS, 0);
      Arrays.fill(defined[q], bins, MOST_BINS, 0);
    }
  }

  boolean isEmpty() {
    return bins == 0;
  }

  /** The mean of one number in each bin, NaN where it is undefined in all of its steps. */
  double[] means(int quantity) {
    double[] means = new double[bins];
    for (int bin = 0; bin < bins; bin++) {
      int count = defined[quantity][bin];
      means[bin] = count == 0 ? Double.NaN : sums[quantity][bin] / count;
    }
    return means;
  }

  /** The bins, of one number as d_speed and of so many others as speeds and shares. */
  StepBins bins(int difference, List<Integer> speeds, List<Integer> shares) {
    double[] x = new double[bins];
    double[] edges = new double[bins + 1];
    for (int bin = 0; bin < bins; bin++) {
      x[bin] = (firsts[bin] + lasts[bin]) / 2.0;
      edges[bin] = firsts[bin] - 0.5;
      edges[bin + 1] = lasts[bin] + 0.5;
    }
    return new StepBins(x, edges, means(difference), columns(speeds), columns(shares));
  }

  private List<double[]> columns(List<Integer> quantities) {
    List<double[]> columns = new ArrayList<>();
    quantities.forEach(q -> columns.add(means(q)));
    return columns;
  }
}
