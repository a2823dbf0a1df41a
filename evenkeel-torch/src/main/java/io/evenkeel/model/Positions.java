package io.evenkeel.model;

import io.evenkeel.torch.Tensor;

/** The positional encoding of Vaswani et al. (2017): sines and cosines, for any number of steps. */
final class Positions {
  private static final String METHOD =
      """
      def positions(self, x: Tensor) -> Tensor:
        steps = torch.arange(x.size(1), device=x.device).double()
        pairs = torch.arange(0, x.size(2), 2, device=x.device).double()
        angles = torch.unsqueeze(steps, 1) / torch.pow(10000., pairs / x.size(2))
        both = torch.flatten(torch.stack([torch.sin(angles), torch.cos(angles)], 2), 1)
        return torch.unsqueeze(both[:, :x.size(2)], 0).to(x.dtype)
      """;

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

  /** The same in TorchScript. */
  static String script(String features, ScriptBody body) {
    body.define(METHOD);
    return "self.positions(" + features + ")";
  }
}
