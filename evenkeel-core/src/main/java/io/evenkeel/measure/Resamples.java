package io.evenkeel.measure;

import io.evenkeel.modality.Modality;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
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
    int branches = answers.modalities().size();
    Supplier<double[]> next =
        answers instanceof ClassAnswers classes
            ? ofClasses(classes, random)
            : ofNumbers((NumberAnswers) answers, random);
    Resamples resamples =
        new Resamples(
            new double[count],
            new double[branches][count],
            new double[branches][count],
            new double[branches][count],
            new double[count]);
    for (int r = 0; r < count; r++) {
      resamples.fill(r, next.get());
    }
    return resamples;
  }

  /** A of ŷ, then of each f_i, then of each f'_i, in the next resample. */
  private static Supplier<double[]> ofClasses(ClassAnswers answers, UniformRandomProvider random) {
    RightAnswers right = RightAnswers.of(answers);
    Multinomial multinomial = new Multinomial(right.counts(), random);
    int voices = 1 + 2 * answers.modalities().size();
    return () -> {
      int[] totals = right.totals(multinomial.next());
      double[] scores = new double[voices];
      scores[0] = totals[0] / (double) answers.samples();
      for (int v = 1; v < voices; v++) {
        int having = totals[voices + (v - 1) % answers.modalities().size()];
        scores[v] = having == 0 ? 0 : totals[v] / (double) having;
      }
      return scores;
    };
  }

  private static Supplier<double[]> ofNumbers(NumberAnswers answers, UniformRandomProvider random) {
    List<OutputScore> voices = new ArrayList<>();
    voices.add(answers.scoring(answers.prediction()));
    answers.branches().values().forEach(b -> voices.add(answers.scoring(b.fused())));
    answers.branches().values().forEach(b -> voices.add(answers.scoring(b.isolated())));
    List<Modality> modalities = answers.modalities();
    return () -> {
      int[] counts = counts(answers.samples(), random);
      double[] scores = new double[voices.size()];
      scores[0] = voices.get(0).mean(counts);
      for (int v = 1; v < scores.length; v++) {
        Modality modality = modalities.get((v - 1) % modalities.size());
        scores[v] = voices.get(v).mean(answers.counted(modality, counts));
      }
      return scores;
    };
  }

  /** How often each sample is in a resample of as many. */
  static int[] counts(int samples, UniformRandomProvider random) {
    int[] counts = new int[samples];
    for (int i = 0; i < samples; i++) {
      counts[random.nextInt(samples)]++;
    }
    return counts;
  }

  private void fill(int r, double[] scores) {
    prediction[r] = scores[0];
    int branches = fused.length;
    double[] rates = new double[branches];
    for (int b = 0; b < branches; b++) {
      fused[b][r] = scores[1 + b];
      isolated[b][r] = scores[1 + branches + b];
      rates[b] =
          new Utilization.BranchAccuracy(fused[b][r], isolated[b][r])
              .utilization()
              .orElse(Double.NaN);
      utilization[b][r] = rates[b];
    }
    difference[r] = Spread.difference(rates);
  }
}
