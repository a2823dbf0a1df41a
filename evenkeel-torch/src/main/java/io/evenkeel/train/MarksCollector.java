package io.evenkeel.train;

import io.evenkeel.measure.Marks;
import io.evenkeel.torch.Tensor;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Collects on which samples a network tells the class.
 *
 * @param <K> a way to ask it
 */
final class MarksCollector<K> implements ReplyCollector<K> {
  private final int samples;
  private final Map<K, BitSet> right = new LinkedHashMap<>();
  private long[] labels = {};
  private int before;

  MarksCollector(int samples) {
    this.samples = samples;
  }

  @Override
  public void begin(BatchTensors batch) {
    before += labels.length;
    labels = batch.labels().toLongs();
  }

  @Override
  public void rewind() {
    before = 0;
    labels = new long[0];
  }

  @Override
  public void add(K way, Tensor logits) {
    BitSet bits = right.computeIfAbsent(way, w -> new BitSet());
    long[] answers = logits.argmax().toLongs();
    for (int i = 0; i < answers.length; i++) {
      bits.set(before + i, answers[i] == labels[i]);
    }
  }

  @Override
  public Marks<K> replies() {
    return new Marks<>(samples, right);
  }
}
