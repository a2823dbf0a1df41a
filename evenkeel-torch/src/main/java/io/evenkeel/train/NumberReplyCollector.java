package io.evenkeel.train;

import io.evenkeel.data.Dataset;
import io.evenkeel.measure.NumberReplies;
import io.evenkeel.torch.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Collects logits of labels, or values of quantities in their own units.
 *
 * @param <K> a way to ask
 */
final class NumberReplyCollector<K> implements ReplyCollector<K> {
  private final Dataset data;
  private final OwnUnits units;
  private final Map<K, double[]> given = new LinkedHashMap<>();
  private int before;
  private int size;

  NumberReplyCollector(Dataset data) {
    this.data = data;
    units = new OwnUnits(data.task());
  }

  @Override
  public void begin(BatchTensors batch) {
    before += size;
    size = batch.size() * data.task().outputs();
  }

  @Override
  public void rewind() {
    before = 0;
    size = 0;
  }

  @Override
  public void add(K way, Tensor outputs) {
    units.copy(
        outputs,
        given.computeIfAbsent(
            way, w -> new double[Math.multiplyExact(data.size(), data.task().outputs())]),
        before);
  }

  @Override
  public NumberReplies<K> replies() {
    return new NumberReplies<>(
        data.task().quality(), data.task().outputs(), OwnUnits.truth(data), given);
  }
}
