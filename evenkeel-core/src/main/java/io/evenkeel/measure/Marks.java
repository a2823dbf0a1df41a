package io.evenkeel.measure;

import java.util.BitSet;
import java.util.Map;

/**
 * On which samples of one split a network was right, for each of several ways to ask it.
 *
 * @param samples how many samples there are, at least 1
 * @param right for each way, the numbers of the samples that it was right on
 * @param <K> a way to ask: a coalition of modalities, a message that is cut …
 */
public record Marks<K>(int samples, Map<K, BitSet> right) {
  /** Keeps its own copy of the map and checks the numbers. */
  public Marks {
    right = Map.copyOf(right);
    for (BitSet bits : right.values()) {
      if (samples < 1 || bits.length() > samples) {
        throw new IllegalArgumentException("marks of " + bits.length() + " samples for " + samples);
      }
    }
  }

  /** The share of samples that it was right on, asked this way, in 0..1. */
  public double accuracy(K way) {
    return (double) of(way).cardinality() / samples;
  }

  /** 1 for each sample that it was right on, asked this way, 0 for the others. */
  public double[] column(K way) {
    double[] column = new double[samples];
    of(way).stream().forEach(sample -> column[sample] = 1);
    return column;
  }

  BitSet of(K way) {
    BitSet bits = right.get(way);
    if (bits == null) {
      throw new IllegalArgumentException("nobody has asked it " + way);
    }
    return bits;
  }
}
