package io.evenkeel.model;

import io.evenkeel.safetensors.NamedArray;
import java.util.List;

/** A first convolution's kernels (out, in, window…) for another number of input channels. */
final class InputChannels {
  private InputChannels() {}

  /** Whether these are kernels of a first convolution that differ in nothing but the inputs. */
  static boolean differAlone(String name, List<Long> theirs, List<Long> ours) {
    return EncoderTraits.isFirstConvolution(name)
        && theirs.size() == ours.size()
        && theirs.get(0).equals(ours.get(0))
        && theirs.get(1) > 0
        && theirs.subList(2, theirs.size()).equals(ours.subList(2, ours.size()));
  }

  /**
   * The mean over the input channels, for each of {@code inputs} channels.
   *
   * <p>The mean and not the sum: the kernels keep their size, as those for depth or motion that are
   * drawn from RGB by Wang et al. (ECCV 2016). What one channel loses against three alike, the
   * batch norm after the convolution takes out again in training.
   */
  static NamedArray averaged(NamedArray kernels, long inputs) {
    int outputs = Math.toIntExact(kernels.shape().get(0));
    int channels = Math.toIntExact(kernels.shape().get(1));
    int window = kernels.values().length / (outputs * channels);
    int copies = Math.toIntExact(inputs);
    float[] values = new float[outputs * copies * window];
    for (int out = 0; out < outputs; out++) {
      for (int k = 0; k < window; k++) {
        double sum = 0;
        for (int c = 0; c < channels; c++) {
          sum += kernels.values()[(out * channels + c) * window + k];
        }
        for (int c = 0; c < copies; c++) {
          values[(out * copies + c) * window + k] = (float) (sum / channels);
        }
      }
    }
    List<Long> shape = new java.util.ArrayList<>(kernels.shape());
    shape.set(1, inputs);
    return new NamedArray(kernels.name(), shape, values);
  }
}
