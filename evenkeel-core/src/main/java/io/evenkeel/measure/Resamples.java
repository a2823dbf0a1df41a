package io.evenkeel.measure;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * What every measure of a diagnosis comes to in each resample: a row for each measure, a column for
 * each resample. What a resample leaves undefined is NaN.
 *
 * @param prediction A of ŷ
 * @param fused A(f_i) of each branch
 * @param isolated A(f'_i) of each branch
 * @param utilization u(m_{-i}|m_i) of each branch
 * @param difference d_util
 */
record Resamples(
    double[] prediction,
    double[][] fused,
    double[][] isolated,
    double[][] utilization,
    double[] difference) {

  /** Draws so many resamples, each of as many samples as there are answers. */
  static Resamples draw(int count, Answers answers, UniformRandomProvider random) {
    RightAnswers right = RightAnswers.of(answers);
    Multinomial multinomial = new Multinomial(right.counts(), random);
    int branches = answers.branches().size();
    Resamples resamples =
        new Resamples(
            new double[count],
            new double[branches][count],
            new double[branches][count],
            new double[branches][count],
            new double[count]);
    for (int r = 0; r < count; r++) {
      resamples.fill(r, right.totals(multinomial.next()), answers.samples());
    }
    return resamples;
  }

  private void fill(int r, int[] right, double samples) {
    prediction[r] = right[0] / samples;
    int branches = fused.length;
    double[] rates = new double[branches];
    for (int b = 0; b < branches; b++) {
      fused[b][r] = right[1 + b] / samples;
      isolated[b][r] = right[1 + branches + b] / samples;
      rates[b] =
          new Utilization.BranchAccuracy(fused[b][r], isolated[b][r])
              .utilization()
              .orElse(Double.NaN);
      utilization[b][r] = rates[b];
    }
    difference[r] = Spread.difference(rates);
  }
}
