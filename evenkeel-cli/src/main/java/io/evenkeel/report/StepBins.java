package io.evenkeel.report;

import java.util.List;

/**
 * The steps of a run put together to as many columns as a chart has pixels.
 *
 * @param x the middle step of each column
 * @param difference the mean d_speed of each column
 * @param shares for each modality, the share of each column's steps that re-balanced it
 */
record StepBins(double[] x, double[] difference, double[][] shares) {

  static StepBins of(RunRecord run, int most) {
    CsvTable steps = run.steps();
    double[] difference = steps.numbers("d_speed");
    double[] number = steps.numbers("step");
    int modality = steps.column("modality");
    int count = difference.length;
    int bins = Math.min(most, count);
    List<String> names = run.modalities();
    StepBins out = new StepBins(new double[bins], new double[bins], new double[names.size()][bins]);
    for (int bin = 0; bin < bins; bin++) {
      int from = (int) ((long) bin * count / bins);
      int to = (int) ((long) (bin + 1) * count / bins);
      double sum = 0;
      int defined = 0;
      for (int i = from; i < to; i++) {
        if (!Double.isNaN(difference[i])) {
          sum += difference[i];
          defined++;
        }
        int named = names.indexOf(steps.rows().get(i)[modality]);
        if (named >= 0) {
          out.shares[named][bin] += 1.0 / (to - from);
        }
      }
      out.x[bin] = number[(from + to - 1) / 2];
      out.difference[bin] = defined == 0 ? Double.NaN : sum / defined;
    }
    return out;
  }

  /** A column of colour wherever a modality was re-balanced, the stronger the more of its steps. */
  String shading(Scale x, Scale y, List<String> modalities) {
    StringBuilder out = new StringBuilder();
    double top = y.pixel(y.high());
    double height = y.pixel(y.low()) - top;
    double width = this.x.length < 2 ? 0 : x.pixel(this.x[1]) - x.pixel(this.x[0]);
    for (int m = 0; m < modalities.size(); m++) {
      for (int bin = 0; bin < this.x.length; bin++) {
        if (shares[m][bin] > 0) {
          out.append("<rect class=\"window m")
              .append(m % 6)
              .append("\" x=\"")
              .append(Markup.px(x.pixel(this.x[bin]) - width / 2))
              .append("\" y=\"")
              .append(Markup.px(top))
              .append("\" width=\"")
              .append(Markup.px(width + 0.3))
              .append("\" height=\"")
              .append(Markup.px(height))
              .append("\" opacity=\"")
              .append(Markup.px(Math.max(0.1, shares[m][bin] * 0.5)))
              .append("\"/>");
        }
      }
    }
    return out.toString();
  }
}
