package io.evenkeel.measure;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The percentile bootstrap over the samples of a split (Efron and Tibshirani, 1993, chapter 13).
 *
 * @param resamples how many resamples, at least 1
 */
public record Bootstrap(int resamples) {
  /** Of numbers, more resamples than these are not drawn. */
  public static final int MOST_OF_NUMBERS = 1_000;

  /** Checks the number. */
  public Bootstrap {
    if (resamples < 1) {
      throw new IllegalArgumentException(resamples + " resamples");
    }
  }

  /**
   * The intervals of one network's measures on one split; of numbers, which every resample takes a
   * pass over, from {@link #MOST_OF_NUMBERS} resamples at most.
   *
   * @param answers at least one sample
   * @param random where every draw comes from
   */
  public AnswerIntervals intervals(Answers answers, UniformRandomProvider random) {
    int count = answers instanceof NumberAnswers ? Math.min(resamples, MOST_OF_NUMBERS) : resamples;
    Resamples drawn = Resamples.draw(count, answers, random);
    List<Modality> modalities = answers.modalities();
    return new AnswerIntervals(
        count,
        always(drawn.prediction()),
        each(modalities, drawn.fused(), Bootstrap::always),
        each(modalities, drawn.isolated(), Bootstrap::always),
        each(modalities, drawn.utilization(), ConfidenceInterval::of),
        ConfidenceInterval.of(drawn.difference()));
  }

  /**
   * The intervals of measures that follow from means over samples, all from the same resamples.
   *
   * @param columns what is averaged: for each mean, a value for each of at least one sample
   * @param measures each from the means of one resample, in the order of the columns; NaN where
   *     undefined
   * @param random where every draw comes from
   * @return an interval for each measure; empty where more than one resample in a hundred leaves it
   *     undefined
   */
  public List<Optional<ConfidenceInterval>> intervals(
      List<double[]> columns,
      List<ToDoubleFunction<double[]>> measures,
      UniformRandomProvider random) {
    ResampledMeans means = ResampledMeans.of(columns, random);
    double[][] values = new double[measures.size()][resamples];
    for (int r = 0; r < resamples; r++) {
      double[] drawn = means.next();
      for (int m = 0; m < values.length; m++) {
        values[m][r] = measures.get(m).applyAsDouble(drawn);
      }
    }
    return Arrays.stream(values).map(ConfidenceInterval::of).toList();
  }

  private static ConfidenceInterval always(double[] values) {
    return ConfidenceInterval.of(values).orElseThrow();
  }

  private static <T> PerModality<T> each(
      List<Modality> modalities, double[][] rows, Function<double[], T> interval) {
    return new PerModality<>(modalities, Arrays.stream(rows).map(interval).toList());
  }
}
