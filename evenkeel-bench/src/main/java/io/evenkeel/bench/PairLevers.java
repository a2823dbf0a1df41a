package io.evenkeel.bench;

import io.evenkeel.bench.PairTimer.Work;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.Libtorch;
import io.evenkeel.torch.Precision;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import io.evenkeel.torch.Window;
import io.evenkeel.torch.Window.Span;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where the time of a step of a pair of networks goes, and what settings are worth. */
@Command(name = "PairLevers", description = "Where the time of a step goes.")
public final class PairLevers implements Runnable {
  private static final int BATCH = 2;
  private static final int REPEATS = 300;
  private static final int TIMES = 5;
  private static final String KEEP =
      "glibc.malloc.mmap_threshold=1073741824:glibc.malloc.trim_threshold=4294967295";

  @Parameters(description = "${COMPLETION-CANDIDATES}; all if none is given.")
  private List<Comparison> comparisons = List.of(Comparison.values());

  @Mixin private StepOptions step = new StepOptions();

  @Option(names = "--rounds", description = "How often each variant runs.")
  private int rounds = 9;

  @Option(names = "--clock", description = "What parts are told by: ${COMPLETION-CANDIDATES}.")
  private Clock clock = Clock.WALL;

  private PairLevers() {}

  private enum Comparison {
    /** The work of a step, and the most that any of a few convolutions reaches. */
    PEAK,
    /** The parts of a step. */
    PARTS,
    /** A step under other settings. */
    SETTINGS
  }

  /** Prints a table for each comparison. */
  public static void main(String[] args) {
    System.exit(OneLineFailures.execute(new PairLevers(), args));
  }

  @Override
  public void run() {
    Libtorch.useThreads(step.threads());
    for (Comparison comparison : comparisons) {
      switch (comparison) {
        case PEAK -> peak();
        case PARTS -> parts();
        case SETTINGS -> settings();
      }
    }
  }

  private void peak() {
    MultiplyAdds work = MultiplyAdds.ofBatch(step.networks(), step.size());
    System.out.println("work,GFLOP");
    System.out.printf(Locale.ROOT, "forward pass,%.1f%n", 2e-9 * (double) work.forward());
    System.out.printf(Locale.ROOT, "step,%.1f%n", 2e-9 * (double) work.training());
    System.out.println("convolution of windows of 3,GFLOP/s");
    for (int channels : new int[] {64, 128, 256}) {
      int side = 28 * 128 / channels;
      long[] space =
          step.networks().takesClips() ? new long[] {4, side, side} : new long[] {side, side};
      System.out.printf(
          Locale.ROOT,
          "%d channels of %s,%.0f%n",
          channels,
          Arrays.toString(space),
          gigaflops(channels, space));
    }
  }

  /** The most of many times, for a batch of 2 images or clips. */
  private static double gigaflops(int channels, long... space) {
    long window = space.length == 2 ? 9 : 27;
    long positions = Arrays.stream(space).reduce(BATCH, Math::multiplyExact);
    long fastest = Long.MAX_VALUE;
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      Tensor input = channelsLast(BATCH, channels, space);
      long[] kernel = new long[space.length];
      Arrays.fill(kernel, 3);
      Tensor weight = channelsLast(channels, channels, kernel);
      for (int i = 0; i < REPEATS; i++) {
        try (Scope once = Scope.open()) {
          long start = System.nanoTime();
          convolve(input, weight);
          fastest = Math.min(fastest, System.nanoTime() - start);
        }
      }
    }
    return 2.0 * positions * channels * channels * window / (double) fastest;
  }

  private static void convolve(Tensor input, Tensor weight) {
    if (input.shape().length == 4) {
      Functional.conv2d(input, weight, Optional.empty(), new Window(3, 1, 1));
    } else {
      Span span = new Span(3, 1, 1);
      Functional.conv3d(input, weight, Optional.empty(), Window.overClip(span, span));
    }
  }

  private static Tensor channelsLast(int first, int channels, long... space) {
    long[] shape =
        LongStream.concat(
                LongStream.concat(LongStream.of(first), Arrays.stream(space)),
                LongStream.of(channels))
            .toArray();
    float[] values = new float[(int) Arrays.stream(shape).reduce(1, Math::multiplyExact)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i * 7919 % 1000) / 1000f - 0.5f;
    }
    long[] order =
        LongStream.concat(
                LongStream.of(0, space.length + 1), LongStream.rangeClosed(1, space.length))
            .toArray();
    return Tensor.of(values, shape).permute(order);
  }

  private void parts() {
    try (SeededPair pair = new SeededPair(step.networks(), step.size(), Precision.FLOAT32)) {
      new Alternation("parts of a step of " + step.describe() + ", " + clock, clock)
          .add("step", 1, pair::step)
          .add("copy of the batch", 10, pair::copyBatch)
          .add("forward", 1, pair::forward)
          .add("forward and backward", 1, pair::forwardAndBackward)
          .add("bookkeeping", 10, pair::bookkeeping)
          .add("update", 10, pair::update)
          .print(rounds);
    }
  }

  private void settings() {
    TimedProcess launched = PairTimer.process(step.words(), Work.TRAIN, TIMES, Clock.WALL);
    TimedProcess single = PairTimer.process(step.words(1), Work.TRAIN, TIMES, Clock.WALL);
    new Contest("settings, step of " + step.describe())
        .add("as the launcher sets them", launched)
        .add("one thread", single)
        .add("glibc as it comes", launched.and("GLIBC_TUNABLES", ""))
        .add("memory kept, no huge pages", launched.and("GLIBC_TUNABLES", KEEP))
        .add("huge pages alone", launched.and("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1"))
        .add("GOMP_SPINCOUNT as it comes", launched.and("GOMP_SPINCOUNT", ""))
        .print(rounds);
  }
}
