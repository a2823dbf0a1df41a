package io.evenkeel.report;

/**
 * Neighbours put together, so that a long run needs no more points than a chart has pixels.
 *
 * @param values how many there are
 * @param most how many bins at most, each of at least one value
 */
record Bins(int values, int most) {

  int count() {
    return Math.min(most, values);
  }

  /** The first value of a bin; that of the bin after the last is the number of values. */
  int start(int bin) {
    return (int) ((long) bin * values / count());
  }

  /** The mean of what is defined in each bin, NaN where nothing is. */
  double[] means(double[] column) {
    double[] means = new double[count()];
    for (int bin = 0; bin < means.length; bin++) {
      double sum = 0;
      int defined = 0;
      for (int i = start(bin); i < start(bin + 1); i++) {
        if (Range.drawable(column[i])) {
          sum += column[i];
          defined++;
        }
      }
      means[bin] = defined == 0 ? Double.NaN : sum / defined;
    }
    return means;
  }
}
