package io.evenkeel.report;

import static io.evenkeel.report.Markup.px;

import io.evenkeel.input.BadInputException;
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
    CsvTable steps = run.steps();
    Bins bins = new Bins(steps.rows().size(), most);
    double[] number = steps.numbers("step");
    List<double[]> speeds = new ArrayList<>();
    List<double[]> shares = new ArrayList<>();
    List<double[]> rebalanced = rebalanced(run);
    for (int m = 0; m < run.modalities().size(); m++) {
      speeds.add(bins.means(steps.numbers("s_" + run.modalities().get(m))));
      shares.add(bins.means(rebalanced.get(m)));
    }
    double[] edges = new double[bins.count() + 1];
    for (int bin = 0; bin < bins.count(); bin++) {
      edges[bin] = number[bins.start(bin)] - 0.5;
      edges[bin + 1] = number[bins.start(bin + 1) - 1] + 0.5;
    }
    return new StepBins(
        bins.means(number), edges, bins.means(steps.numbers("d_speed")), speeds, shares);
  }

  /** For each modality, 1 at the steps that re-balanced it and 0 elsewhere. */
  private static List<double[]> rebalanced(RunRecord run) {
    CsvTable steps = run.steps();
    List<double[]> rebalanced = new ArrayList<>();
    run.modalities().forEach(m -> rebalanced.add(new double[steps.rows().size()]));
    for (int row = 0; row < steps.rows().size(); row++) {
      String named = steps.rows().get(row).get(steps.column("modality"));
      int modality = run.modalities().indexOf(named);
      if (modality >= 0) {
        rebalanced.get(modality)[row] = 1;
      } else if (!named.isEmpty()) {
        throw new BadInputException(
            steps.where(row), "modality " + named, "one of " + run.modalities());
      }
    }
    return rebalanced;
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
