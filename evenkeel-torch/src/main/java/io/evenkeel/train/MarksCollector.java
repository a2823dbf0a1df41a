package io.evenkeel.train;

import io.evenkeel.measure.Marks;
import io.evenkeel.torch.Tensor;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Collects on which samples of a split a network is right, batch by batch.
 *
 * @param <K> a way to ask it
 */
final class MarksCollector<K> {
  private final Map<K, BitSet> right = new LinkedHashMap<>();
  private long[] labels = {};
  private int before;

  /** Begins the next batch. */
  void begin(long[] ofBatch) {
    before += labels.length;
    labels = ofBatch;
  }

  /** Takes logits (batch, classes) as the answers to this batch, asked this way. */
  void add(K way, Tensor logits) {
    BitSet bits = right.computeIfAbsent(way, w -> new BitSet());
    long[] answers = logits.argmax().toLongs();
    for (int i = 0; i < answers.length; i++) {
      bits.set(before + i, answers[i] == labels[i]);
    }
  }

  /** The marks of every batch so far. */
  Marks<K> marks() {
    return new Marks<>(before + labels.length, right);
  }
}
