package io.evenkeel.bench;

import io.evenkeel.model.MeanSqueezes;
import io.evenkeel.torch.Libtorch;
import io.evenkeel.torch.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Times steps of a {@link SeededPair}, or its evaluation with and without cross-modal flow, in a
 * process of its own; prints milliseconds a line.
 */
@Command(name = "PairTimer", description = "Times steps of a pair of networks.")
public final class PairTimer implements Runnable {
  private static final int WARM_UP = 2;

  @Mixin private StepOptions step = new StepOptions();

  @Option(names = "--work", description = "${COMPLETION-CANDIDATES}.")
  private Work work = Work.TRAIN;

  @Option(names = "--times", description = "How often it is timed.")
  private int times = 10;

  @Option(names = "--clock", description = "${COMPLETION-CANDIDATES}.")
  private Clock clock = Clock.WALL;

  private PairTimer() {}

  /** What is timed. */
  enum Work {
    /** A regular training step with its bookkeeping. */
    TRAIN,
    /** f and f' of every branch for one batch, norms folded. */
    CONTRAST;

    /** What the scripts call it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Takes the steps. */
  public static void main(String[] args) {
    System.exit(OneLineFailures.execute(new PairTimer(), args));
  }

  /** A process that does the work so often. */
  static TimedProcess process(List<String> step, Work work, int times, Clock clock) {
    List<String> words = new ArrayList<>(step);
    words.add("--clock=" + clock);
    words.add("--work=" + work);
    words.add("--times=" + times);
    return TimedProcess.java(PairTimer.class, words.toArray(String[]::new));
  }

  @Override
  public void run() {
    Libtorch.useThreads(step.threads());
    try (SeededPair pair = new SeededPair(step.networks(), step.size(), Precision.FLOAT32)) {
      if (work == Work.TRAIN) {
        time(pair::step);
      } else {
        MeanSqueezes means = pair.meanSqueezes();
        try (var folding = pair.network().foldNorms()) {
          time(() -> pair.contrast(means));
        }
      }
    }
  }

  private void time(Runnable once) {
    for (int taken = 0; taken < WARM_UP + times; taken++) {
      long start = clock.nanoseconds();
      once.run();
      if (taken >= WARM_UP) {
        System.out.printf(Locale.ROOT, "%.3f%n", (clock.nanoseconds() - start) * 1e-6);
      }
    }
  }
}
