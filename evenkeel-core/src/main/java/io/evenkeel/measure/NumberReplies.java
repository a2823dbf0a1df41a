package io.evenkeel.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The numbers that a network gave of every sample of one split, for each of several ways to ask it.
 *
 * @param quality A(·): {@link Quality#MEAN_AVERAGE_PRECISION} of labels, {@link Quality#R2} of
 *     quantities
 * @param width how many numbers a sample has, at least 1
 * @param truth samples × width, sample by sample
 * @param given for each way, what the network gave, likewise
 * @param <K> a way to ask
 */
public record NumberReplies<K>(Quality quality, int width, double[] truth, Map<K, double[]> given)
    implements Replies<K> {
  /** So many resamples are counted out at a time, so that memory does not grow with all of them. */
  private static final int AT_ONCE = 100;

  /** Keeps its own copy of the map and checks that there is a number for each truth. */
  public NumberReplies {
    given = Map.copyOf(given);
    for (double[] numbers : given.values()) {
      if (numbers.length != truth.length) {
        throw new IllegalArgumentException(numbers.length + " numbers for " + truth.length);
      }
    }
  }

  @Override
  public int samples() {
    return truth.length / width;
  }

  @Override
  public double score(K way) {
    return NumberAnswers.score(quality, width, truth, of(way));
  }

  @Override
  public double mixed(IntFunction<K> wayOf) {
    double[] mixed = new double[truth.length];
    for (int sample = 0; sample < samples(); sample++) {
      System.arraycopy(of(wayOf.apply(sample)), sample * width, mixed, sample * width, width);
    }
    return NumberAnswers.score(quality, width, truth, mixed);
  }

  @Override
  public NumberReplies<K> among(boolean[] which) {
    Map<K, double[]> among = new LinkedHashMap<>();
    given.forEach((way, numbers) -> among.put(way, kept(numbers, which)));
    return new NumberReplies<>(quality, width, kept(truth, which), among);
  }

  private double[] kept(double[] numbers, boolean[] which) {
    return IntStream.range(0, numbers.length)
        .filter(i -> which[i / width])
        .mapToDouble(i -> numbers[i])
        .toArray();
  }

  @Override
  public List<Optional<ConfidenceInterval>> intervals(
      List<ScoreSum<K>> sums,
      List<ToDoubleFunction<double[]>> measures,
      Bootstrap bootstrap,
      UniformRandomProvider random) {
    if (samples() == 0) {
      return measures.stream().map(m -> Optional.<ConfidenceInterval>empty()).toList();
    }
    List<K> ways = sums.stream().flatMap(s -> s.weights().keySet().stream()).distinct().toList();
    int count = Math.min(bootstrap.resamples(), Bootstrap.MOST_OF_NUMBERS);
    double[][] values = new double[measures.size()][count];
    for (int begin = 0; begin < count; begin += AT_ONCE) {
      List<int[]> resamples = new ArrayList<>();
      while (resamples.size() < Math.min(AT_ONCE, count - begin)) {
        resamples.add(Resamples.counts(samples(), random));
      }
      Map<K, double[]> scores =
          ways.parallelStream().collect(Collectors.toMap(k -> k, k -> scores(k, resamples)));
      for (int r = 0; r < resamples.size(); r++) {
        int at = r;
        double[] each =
            sums.stream()
                .mapToDouble(sum -> sum.from(way -> Objects.requireNonNull(scores.get(way))[at]))
                .toArray();
        for (int m = 0; m < values.length; m++) {
          values[m][begin + r] = measures.get(m).applyAsDouble(each);
        }
      }
    }
    return Arrays.stream(values).map(ConfidenceInterval::of).toList();
  }

  private double[] scores(K way, List<int[]> resamples) {
    OutputScore scoring = NumberAnswers.scoring(quality, width, truth, of(way));
    return resamples.stream().mapToDouble(scoring::mean).toArray();
  }

  private double[] of(K way) {
    double[] numbers = given.get(way);
    if (numbers == null) {
      throw new IllegalArgumentException("nobody has asked it " + way);
    }
    return numbers;
  }
}
