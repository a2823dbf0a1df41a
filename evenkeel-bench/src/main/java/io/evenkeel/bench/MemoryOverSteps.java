package io.evenkeel.bench;

import io.evenkeel.torch.Libtorch;
import java.util.Locale;

/**
 * Prints the resident memory of the process every 500 of 5,000 training steps, as {@code
 * step,mebibytes}; it must be flat once the first hundreds have warmed the allocator up.
 */
public final class MemoryOverSteps {
  private static final int STEPS = 5000;
  private static final int EVERY = 500;
  private static final double MEBIBYTE = 1 << 20;

  private MemoryOverSteps() {}

  /**
   * Takes the steps.
   *
   * @param args the number of steps, or nothing for 5,000
   */
  public static void main(String[] args) {
    int steps = args.length > 0 ? Integer.parseInt(args[0]) : STEPS;
    Libtorch.useThreads(0);
    try (MnistPair pair = new MnistPair(MnistPair.Size.standard())) {
      System.out.println("step,resident_mib");
      for (int step = 1; step <= steps; step++) {
        // A guided run mixes both kinds of step.
        pair.step(step % 6 == 0 ? MnistPair.REGULAR : pair.rebalanceFirst());
        if (step % EVERY == 0 || step == 100) {
          System.out.printf(Locale.ROOT, "%d,%.1f%n", step, Libtorch.residentBytes() / MEBIBYTE);
        }
      }
    }
  }
}
