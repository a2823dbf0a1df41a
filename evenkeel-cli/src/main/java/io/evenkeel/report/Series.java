package io.evenkeel.report;

/**
 * A line of a chart.
 *
 * @param name what the legend calls it
 * @param style its CSS class, which gives colour and dash
 * @param x positions in rising order
 * @param y values; NaN breaks the line
 */
record Series(String name, String style, double[] x, double[] y) {

  /** The same line with at most so many points, each the mean of its neighbours. */
  Series thinned(int most) {
    if (x.length <= most) {
      return this;
    }
    Bins bins = new Bins(x.length, most);
    return new Series(name, style, bins.means(x), bins.means(y));
  }

  /** Whether there is anything to draw. */
  boolean isDrawable() {
    for (double value : y) {
      if (Range.drawable(value)) {
        return true;
      }
    }
    return false;
  }
}
