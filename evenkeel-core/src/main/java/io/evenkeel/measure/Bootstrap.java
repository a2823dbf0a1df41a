package io.evenkeel.measure;

import io.evenkeel.measure.RightAnswers.Accuracies;
import io.evenkeel.measure.Utilization.BranchAccuracy;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The percentile bootstrap over the samples of a split (Efron and Tibshirani, 1993, chapter 13).
 *
 * @param resamples how many resamples, at least 1
 */
public record Bootstrap(int resamples) {
  /** Checks the number. */
  public Bootstrap {
    if (resamples < 1) {
      throw new IllegalArgumentException(resamples + " resamples");
    }
  }

  /**
   * The intervals of one network's measures on one split.
   *
   * @param answers at least one sample
   * @param random where every draw comes from
   */
  public AnswerIntervals intervals(Answers answers, UniformRandomProvider random) {
    RightAnswers right = RightAnswers.of(answers);
    Multinomial multinomial = new Multinomial(right.counts(), random);
    List<Accuracies> drawn = new ArrayList<>(resamples);
    for (int i = 0; i < resamples; i++) {
      drawn.add(right.accuracies(multinomial.next()));
    }
    return new AnswerIntervals(
        resamples,
        always(drawn, Accuracies::prediction),
        each(right, m -> always(drawn, a -> branch(a, m).fused())),
        each(right, m -> always(drawn, a -> branch(a, m).isolated())),
        each(right, m -> where(drawn, a -> a.utilization().of(m))),
        where(drawn, a -> a.utilization().difference()));
  }

  private static <T> PerModality<T> each(RightAnswers right, Function<Modality, T> interval) {
    return PerModality.of(right.modalities(), interval);
  }

  private static BranchAccuracy branch(Accuracies accuracies, Modality modality) {
    return accuracies.utilization().branches().get(modality);
  }

  private static ConfidenceInterval always(
      List<Accuracies> drawn, ToDoubleFunction<Accuracies> measure) {
    return ConfidenceInterval.of(drawn.stream().mapToDouble(measure).toArray()).orElseThrow();
  }

  private static Optional<ConfidenceInterval> where(
      List<Accuracies> drawn, Function<Accuracies, OptionalDouble> measure) {
    return ConfidenceInterval.of(
        drawn.stream().mapToDouble(a -> measure.apply(a).orElse(Double.NaN)).toArray());
  }
}
