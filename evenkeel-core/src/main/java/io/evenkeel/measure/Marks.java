package io.evenkeel.measure;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * On which samples of one split a network told the class, for each of several ways to ask it.
 *
 * @param samples how many samples there are
 * @param right for each way, the numbers of the samples that it was right on
 * @param <K> a way to ask
 */
public record Marks<K>(int samples, Map<K, BitSet> right) implements Replies<K> {
  /** Keeps its own copy of the map and checks the numbers. */
  public Marks {
    right = Map.copyOf(right);
    for (BitSet bits : right.values()) {
      if (bits.length() > samples) {
        throw new IllegalArgumentException("marks of " + bits.length() + " samples for " + samples);
      }
    }
  }

  @Override
  public Quality quality() {
    return Quality.ACCURACY;
  }

  @Override
  public double score(K way) {
    return share(of(way).cardinality());
  }

  @Override
  public double mixed(IntFunction<K> wayOf) {
    return share(
        IntStream.range(0, samples).filter(sample -> of(wayOf.apply(sample)).get(sample)).count());
  }

  private double share(long count) {
    return samples == 0 ? 0 : (double) count / samples;
  }

  @Override
  public Marks<K> among(boolean[] which) {
    int[] kept = IntStream.range(0, samples).filter(sample -> which[sample]).toArray();
    Map<K, BitSet> among = new LinkedHashMap<>();
    right.forEach(
        (way, all) -> {
          BitSet bits = new BitSet();
          for (int i = 0; i < kept.length; i++) {
            bits.set(i, all.get(kept[i]));
          }
          among.put(way, bits);
        });
    return new Marks<>(kept.length, among);
  }

  /** What every sample adds: the sum is the mean of these. */
  double[] column(ScoreSum<K> sum) {
    long[] column = new long[samples];
    sum.weights()
        .forEach((way, weight) -> of(way).stream().forEach(sample -> column[sample] += weight));
    return LongStream.of(column).mapToDouble(total -> total / sum.denominator()).toArray();
  }

  @Override
  public List<Optional<ConfidenceInterval>> intervals(
      List<ScoreSum<K>> sums,
      List<ToDoubleFunction<double[]>> measures,
      Bootstrap bootstrap,
      UniformRandomProvider random) {
    return samples == 0
        ? measures.stream().map(m -> Optional.<ConfidenceInterval>empty()).toList()
        : bootstrap.intervals(sums.stream().map(this::column).toList(), measures, random);
  }

  private BitSet of(K way) {
    BitSet bits = right.get(way);
    if (bits == null) {
      throw new IllegalArgumentException("nobody has asked it " + way);
    }
    return bits;
  }
}
