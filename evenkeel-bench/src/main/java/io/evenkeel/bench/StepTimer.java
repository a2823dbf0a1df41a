package io.evenkeel.bench;

import io.evenkeel.torch.Libtorch;

/**
 * Times training steps of the MNIST pair in a process of its own, whose environment is what is
 * compared; prints milliseconds a step.
 */
public final class StepTimer {
  private static final int WARM_UP = 20;

  private StepTimer() {}

  /**
   * Takes the steps.
   *
   * @param args the number of steps; and the threads of an operation, or {@code as-it-comes} to
   *     leave libtorch and OpenBLAS as they start
   */
  public static void main(String[] args) {
    int steps = Integer.parseInt(args[0]);
    if (!args[1].equals("as-it-comes")) {
      Libtorch.useThreads(Integer.parseInt(args[1]));
    }
    try (MnistPair pair = new MnistPair(new MnistPair.Size(2000, 100, 64))) {
      take(pair, WARM_UP);
      long start = System.nanoTime();
      take(pair, steps);
      System.out.println((System.nanoTime() - start) * 1e-6 / steps);
    }
  }

  private static void take(MnistPair pair, int steps) {
    for (int step = 0; step < steps; step++) {
      pair.step(MnistPair.REGULAR);
    }
  }
}
