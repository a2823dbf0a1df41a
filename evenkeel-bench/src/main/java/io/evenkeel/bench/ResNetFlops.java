package io.evenkeel.bench;

/**
 * How many multiply-adds the convolutions and the head of a ResNet-18 take for one image; batch
 * norm, ReLU, pooling and fusion are not counted.
 *
 * @param stem of the first convolution, 7×7/2
 * @param rest of everything after it
 */
public record ResNetFlops(long stem, long rest) {
  private static final long[] WIDTHS = {64, 64, 128, 256, 512};

  /** Of an image of this many pixels an edge, divisible by 32 or not, and so many classes. */
  public static ResNetFlops of(int edge, int classes) {
    long at = halved(edge);
    long stem = at * at * WIDTHS[0] * 3 * 7 * 7;
    at = halved(at);
    long rest = WIDTHS[4] * classes;
    for (int layer = 1; layer <= 4; layer++) {
      long in = WIDTHS[layer - 1];
      long out = WIDTHS[layer];
      if (layer > 1) {
        at = halved(at);
        rest += at * at * in * out;
      }
      rest += at * at * 9 * (in * out + 3 * out * out);
    }
    return new ResNetFlops(stem, rest);
  }

  private static long halved(long edge) {
    return (edge + 1) / 2;
  }

  /** Of a forward pass. */
  public long forward() {
    return stem + rest;
  }

  /**
   * Of a training step: the forward pass, as much again for the gradients of the weights, and as
   * much for those of the inputs of every layer but the first.
   */
  public long training() {
    return 2 * stem + 3 * rest;
  }
}
