package io.evenkeel.model;

import io.evenkeel.torch.Tensor;

/** The positional encoding of Vaswani et al. (2017): sines and cosines, for any number of steps. */
final class Positions {
  private Positions() {}

  /**
   * For features (batch, steps, width) what is added to each: (1, steps, width), in channel 2k
   * sin(step / 10000^(2k / width)), in channel 2k + 1 the cosine of the same.
   */
  static Tensor of(Tensor features) {
    int steps = Math.toIntExact(features.shape()[1]);
    int width = Math.toIntExact(features.shape()[2]);
    float[] values = new float[steps * width];
    for (int step = 0; step < steps; step++) {
      for (int c = 0; c < width; c++) {
        double angle = step / Math.pow(10_000, (double) (c - c % 2) / width);
        values[step * width + c] = (float) (c % 2 == 0 ? Math.sin(angle) : Math.cos(angle));
      }
    }
    Tensor onDevice = features.zerosLike(1, steps, width);
    onDevice.copy_(Tensor.of(values, 1, steps, width));
    return onDevice;
  }
}
