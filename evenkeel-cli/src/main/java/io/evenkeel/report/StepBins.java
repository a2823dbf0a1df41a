package io.evenkeel.report;

import static io.evenkeel.report.Markup.px;

import java.util.ArrayList;
import java.util.List;

/**
 * The steps of a run, put together to as many bins as a chart has pixels.
 *
 * @param x the middle step of each bin
 * @param edges where bins meet, one more than there are bins
 * @param difference the mean d_speed of each bin, NaN where it is undefined
 * @param speeds for each modality, the mean s of each bin
 * @param shares for each modality, the share of each bin's steps that re-balanced it, in 0..1
 */
record StepBins(
    double[] x, double[] edges, double[] difference, List<double[]> speeds, List<double[]> shares) {

  static StepBins of(RunRecord run, int most) {
    StepTable steps = run.steps();
    double[] number = steps.step();
    Bins bins = new Bins(number.length, most);
    List<double[]> speeds = new ArrayList<>();
    List<double[]> shares = new ArrayList<>();
    for (String modality : run.modalities()) {
      speeds.add(bins.means(steps.speeds(modality)));
      shares.add(bins.means(steps.rebalancing(modality)));
    }
    double[] edges = new double[bins.count() + 1];
    for (int bin = 0; bin < bins.count(); bin++) {
      edges[bin] = number[bins.start(bin)] - 0.5;
      edges[bin + 1] = number[bins.start(bin + 1) - 1] + 0.5;
    }
    return new StepBins(bins.means(number), edges, bins.means(steps.difference()), speeds, shares);
  }

  /** Whether any step re-balanced a modality. */
  boolean rebalances() {
    return Range.of(shares).high() > 0;
  }

  /**
   * Columns behind a chart, as high as the share of steps that re-balanced each modality, one
   * modality upon the other: a single re-balancing step fills the height.
   *
   * @param styles the CSS class of each modality
   */
  String shading(Scale at, Scale y, List<String> styles) {
    StringBuilder out = new StringBuilder();
    double[] below = new double[x.length];
    for (int m = 0; m < shares.size(); m++) {
      StringBuilder path = new StringBuilder();
      double[] share = shares.get(m);
      int bin = 0;
      while (bin < x.length) {
        int end = bin + 1;
        while (end < x.length && share[end] == share[bin] && below[end] == below[bin]) {
          end++;
        }
        if (share[bin] > 0) {
          column(path, at.pixel(edges[bin]), at.pixel(edges[end]), y, below[bin], share[bin]);
        }
        bin = end;
      }
      for (int i = 0; i < below.length; i++) {
        below[i] += share[i];
      }
      if (!path.isEmpty()) {
        out.append("<path class=\"window %s\" d=\"%s\"/>".formatted(styles.get(m), path));
      }
    }
    return out.toString();
  }

  private static void column(
      StringBuilder path, double left, double right, Scale y, double below, double share) {
    double height = y.to() - y.from();
    path.append('M').append(px(left)).append(' ').append(px(y.from() + below * height));
    path.append('H').append(px(right)).append('V').append(px(y.from() + (below + share) * height));
    path.append('H').append(px(left)).append('Z');
  }
}
