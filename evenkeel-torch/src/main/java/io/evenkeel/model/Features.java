package io.evenkeel.model;

import io.evenkeel.torch.Tensor;
import java.util.Arrays;
import java.util.stream.LongStream;

/** What is done to features (batch, channels, space…) whatever their number of dimensions. */
final class Features {
  private static final String PER_CHANNEL =
      """
      def per_channel(self, values: Tensor, features: Tensor) -> Tensor:
        return values.reshape(values.shape + [1] * (features.dim() - 2))
      """;

  private Features() {}

  /** The mean over space, (batch, channels); the features themselves where there is no space. */
  static Tensor spatialMean(Tensor features) {
    int dims = features.shape().length;
    return dims == 2 ? features : features.mean(LongStream.range(2, dims).toArray());
  }

  /** Every channel times its gate; {@code gate} is (batch or 1, channels). */
  static Tensor gated(Tensor features, Tensor gate) {
    return features.times(perChannel(gate, features));
  }

  /** Every channel plus its shift; {@code shift} is (batch or 1, channels). */
  static Tensor shifted(Tensor features, Tensor shift) {
    return features.plus(perChannel(shift, features));
  }

  /** Values (batch or 1, channels) shaped so that they spread over the space of the features. */
  private static Tensor perChannel(Tensor values, Tensor features) {
    long[] shape = new long[features.shape().length];
    Arrays.fill(shape, 1);
    System.arraycopy(values.shape(), 0, shape, 0, 2);
    return values.view(shape);
  }

  /** As {@link #gated}, in TorchScript. */
  static String scriptGated(String features, String gate, ScriptBody body) {
    body.define(PER_CHANNEL);
    return "%1$s * self.per_channel(%2$s, %1$s)".formatted(features, gate);
  }

  /** As {@link #shifted}, in TorchScript. */
  static String scriptShifted(String features, String shift, ScriptBody body) {
    body.define(PER_CHANNEL);
    return "%1$s + self.per_channel(%2$s, %1$s)".formatted(features, shift);
  }
}
