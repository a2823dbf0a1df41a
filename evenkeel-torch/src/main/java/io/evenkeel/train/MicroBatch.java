package io.evenkeel.train;

import io.evenkeel.data.Batch;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.BatchPart;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.torch.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive samples of a batch, which are copied out of it whenever they are computed.
 *
 * @param batch what they belong to
 * @param start the place of the first in it
 * @param end the place after the last
 * @param network what they are to be computed by
 */
record MicroBatch(Batch batch, int start, int end, MultimodalNetwork network) implements BatchPart {

  /** A batch cut into so many, the first of which have one sample more where it does not divide. */
  static List<MicroBatch> cut(Batch batch, int count, MultimodalNetwork network) {
    List<MicroBatch> parts = new ArrayList<>(count);
    int start = 0;
    for (int part = 0; part < count; part++) {
      int size = batch.size() / count + (part < batch.size() % count ? 1 : 0);
      parts.add(new MicroBatch(batch, start, start + size, network));
      start += size;
    }
    return parts;
  }

  @Override
  public double share() {
    return (double) (end - start) / batch.size();
  }

  @Override
  public PerModality<Tensor> inputs() {
    return BatchTensors.inputs(batch.slice(start, end), network);
  }

  /** Losses by these, each times its part's share, add up to the loss of the batch. */
  Targets targets() {
    return Targets.of(batch, start, end, network);
  }
}
