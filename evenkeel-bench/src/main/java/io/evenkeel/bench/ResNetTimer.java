package io.evenkeel.bench;

import io.evenkeel.torch.Libtorch;
import io.evenkeel.torch.Precision;
import java.util.Locale;

/** Times steps of the {@link ResNetPair} in a process of its own; prints milliseconds a line. */
public final class ResNetTimer {
  private static final int WARM_UP = 3;

  private ResNetTimer() {}

  /**
   * Takes the steps.
   *
   * @param args the edge of the images in pixels, the number of steps, and the threads of an
   *     operation, 0 for every processor
   */
  public static void main(String[] args) {
    int steps = Integer.parseInt(args[1]);
    Libtorch.useThreads(Integer.parseInt(args[2]));
    try (ResNetPair pair = new ResNetPair(Integer.parseInt(args[0]), Precision.FLOAT32)) {
      for (int step = 0; step < WARM_UP + steps; step++) {
        long start = System.nanoTime();
        pair.step();
        if (step >= WARM_UP) {
          System.out.printf(Locale.ROOT, "%.3f%n", (System.nanoTime() - start) * 1e-6);
        }
      }
    }
  }
}
