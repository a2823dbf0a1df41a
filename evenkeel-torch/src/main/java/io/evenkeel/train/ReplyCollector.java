package io.evenkeel.train;

import io.evenkeel.data.Dataset;
import io.evenkeel.measure.Replies;
import io.evenkeel.run.Task;
import io.evenkeel.torch.Tensor;

/**
 * Collects what a network says of a split, batch by batch.
 *
 * @param <K> a way to ask it
 */
sealed interface ReplyCollector<K> permits MarksCollector, NumberReplyCollector {

  /** Begins the next batch, in the split's order. */
  void begin(BatchTensors batch);

  /** Goes back to before the split's first batch, for other ways to ask. */
  void rewind();

  /** Takes outputs (batch, outputs) as the reply to this batch, asked this way. */
  void add(K way, Tensor outputs);

  /** The replies, once every way has been asked on every batch. */
  Replies<K> replies();

  /** What a split's task needs. */
  static <K> ReplyCollector<K> of(Dataset data) {
    return data.task() instanceof Task.Classes
        ? new MarksCollector<>(data.size())
        : new NumberReplyCollector<>(data);
  }
}
