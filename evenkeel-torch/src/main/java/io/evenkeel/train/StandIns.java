package io.evenkeel.train;

import io.evenkeel.data.Dataset;
import io.evenkeel.data.EpochOrder;
import io.evenkeel.data.InputStatistics;
import io.evenkeel.data.PrefetchingBatches;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.run.Seed;
import io.evenkeel.torch.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * What a network sees in place of absent modalities: batch by batch, beside the batches of a pass
 * over a split in its own order.
 */
interface StandIns extends AutoCloseable {

  /**
   * The stand-ins of the next samples, in the scope that is open.
   *
   * @param size how many samples
   * @return for each modality (size, shape…)
   */
  PerModality<Tensor> next(int size);

  /** Whether every sample has the same. */
  boolean areAlike();

  @Override
  void close();

  /** The same input for every sample. */
  static StandIns constant(MultimodalNetwork network, PerModality<float[]> values) {
    return new Constant(network, values);
  }

  /** The mean input over a split. */
  static StandIns means(MultimodalNetwork network, InputStatistics statistics) {
    return constant(network, statistics.means());
  }

  /** Zeros. */
  static StandIns zeros(MultimodalNetwork network) {
    return constant(network, network.shapes().map(shape -> new float[shape.values()]));
  }

  /**
   * The inputs of other samples of the split: each sample has the next one in a random circle, so
   * that none has its own unless there is but one.
   */
  static StandIns permuted(MultimodalNetwork network, Dataset data, int batchSize, Seed seed) {
    int[] circle = EpochOrder.permutation(data.size(), seed);
    int[] other = new int[circle.length];
    for (int k = 0; k < circle.length; k++) {
      other[circle[k]] = circle[(k + 1) % circle.length];
    }
    List<int[]> batches =
        EpochOrder.sequential(data.size(), batchSize).stream()
            .map(batch -> Arrays.stream(batch).map(sample -> other[sample]).toArray())
            .toList();
    return new Permuted(network, PrefetchingBatches.of(data, batches));
  }

  /** One input for all. */
  record Constant(MultimodalNetwork network, PerModality<float[]> values) implements StandIns {
    @Override
    public PerModality<Tensor> next(int size) {
      return values.mapWithModality(
          (modality, own) -> {
            long[] shape = BatchTensors.sizes(size, network.shapes().get(modality));
            long[] single = shape.clone();
            single[0] = 1;
            return network.device().of(own, single).to(network.precision()).expand(shape);
          });
    }

    @Override
    public boolean areAlike() {
      return true;
    }

    @Override
    public void close() {}
  }

  /** Inputs of other samples. */
  record Permuted(MultimodalNetwork network, PrefetchingBatches batches) implements StandIns {
    @Override
    public PerModality<Tensor> next(int size) {
      return BatchTensors.of(batches.next(), network).inputs();
    }

    @Override
    public boolean areAlike() {
      return false;
    }

    @Override
    public void close() {
      batches.close();
    }
  }
}
