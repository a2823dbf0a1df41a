package io.evenkeel.model;

import io.evenkeel.torch.Tensor;
import java.util.stream.LongStream;

/** What is done to features (batch, channels, space…) whatever their number of dimensions. */
final class Features {
  private Features() {}

  /** The mean over space, (batch, channels); the features themselves where there is no space. */
  static Tensor spatialMean(Tensor features) {
    int dims = features.shape().length;
    return dims == 2 ? features : features.mean(LongStream.range(2, dims).toArray());
  }

  /** Every channel times its gate; {@code gate} is (batch or 1, channels). */
  static Tensor gated(Tensor features, Tensor gate) {
    long[] shape = new long[features.shape().length];
    java.util.Arrays.fill(shape, 1);
    System.arraycopy(gate.shape(), 0, shape, 0, 2);
    return features.times(gate.view(shape));
  }
}
