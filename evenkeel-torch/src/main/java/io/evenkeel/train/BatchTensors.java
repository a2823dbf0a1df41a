package io.evenkeel.train;

import io.evenkeel.data.Batch;
import io.evenkeel.data.SampleShape;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.torch.Tensor;
import java.util.List;

/**
 * A batch as tensors, in the scope that is open.
 *
 * @param inputs for each modality (batch, shape…)
 * @param targets what is to be told about the samples
 */
public record BatchTensors(PerModality<Tensor> inputs, Targets targets) {

  /** Copies a batch to tensors of the network's precision, on its device. */
  public static BatchTensors of(Batch batch, MultimodalNetwork network) {
    return new BatchTensors(inputs(batch, network), Targets.of(batch, network));
  }

  /** How many samples there are. */
  public int size() {
    return (int) inputs.values().get(0).shape()[0];
  }

  /**
   * The classes, (batch).
   *
   * @throws IllegalStateException if the task is not one of classes
   */
  public Tensor labels() {
    return targets.labels();
  }

  /** Copies the inputs of a batch alone. */
  static PerModality<Tensor> inputs(Batch batch, MultimodalNetwork network) {
    return network
        .shapes()
        .mapWithModality(
            (modality, shape) ->
                tensor(network, batch.inputs().get(modality), batch.size(), shape));
  }

  private static Tensor tensor(
      MultimodalNetwork network, float[] values, int size, SampleShape shape) {
    return network.device().of(values, sizes(size, shape)).to(network.precision());
  }

  /** The sizes of a tensor of so many samples of a shape. */
  static long[] sizes(int samples, SampleShape shape) {
    List<Integer> dims = shape.dims();
    long[] sizes = new long[dims.size() + 1];
    sizes[0] = samples;
    for (int i = 0; i < dims.size(); i++) {
      sizes[i + 1] = dims.get(i);
    }
    return sizes;
  }
}
