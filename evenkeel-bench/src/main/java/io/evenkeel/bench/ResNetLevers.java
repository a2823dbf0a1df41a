package io.evenkeel.bench;

import io.evenkeel.torch.Libtorch;
import io.evenkeel.torch.Precision;

/** The parts of a step of two ResNet-18. */
public final class ResNetLevers {
  private static final int ROUNDS = 9;

  private ResNetLevers() {}

  /**
   * Prints {@code comparison,variant,ms,ratio}.
   *
   * @param args the edge of the images in pixels
   */
  public static void main(String[] args) {
    int edge = args.length > 0 ? Integer.parseInt(args[0]) : 112;
    Libtorch.useThreads(0);
    try (ResNetPair pair = new ResNetPair(edge, Precision.FLOAT32)) {
      new Alternation("parts of a step of two ResNet-18, " + edge + " px")
          .add("step", 3, pair::step)
          .add("copy of the batch", 10, pair::copyBatch)
          .add("forward", 3, pair::forward)
          .add("forward and backward", 3, pair::forwardAndBackward)
          .add("zero gradients", 10, pair.network().buffers().gradients()::zero_)
          .add("bookkeeping", 10, pair::bookkeeping)
          .add("update", 10, pair::update)
          .print(ROUNDS);
    }
  }
}
