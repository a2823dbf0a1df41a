package io.evenkeel.bench;

import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.Libtorch;
import io.evenkeel.torch.Precision;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import io.evenkeel.torch.Window;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Where the time of a step of two ResNet-18 goes, and what settings are worth. */
public final class ResNetLevers {
  private static final int ROUNDS = 9;
  private static final String KEEP =
      "glibc.malloc.mmap_threshold=1073741824:glibc.malloc.trim_threshold=4294967295";

  private ResNetLevers() {}

  /**
   * Prints a table for each comparison.
   *
   * @param args the edge of the images in pixels, and names of comparisons; none for all
   */
  public static void main(String[] args) {
    int edge = args.length > 0 ? Integer.parseInt(args[0]) : 112;
    Map<String, IntConsumer> comparisons = new LinkedHashMap<>();
    comparisons.put("peak", ResNetLevers::peak);
    comparisons.put("parts", ResNetLevers::parts);
    comparisons.put("settings", ResNetLevers::settings);
    List<String> chosen =
        args.length < 2 ? List.copyOf(comparisons.keySet()) : List.of(args).subList(1, args.length);
    if (!comparisons.keySet().containsAll(chosen)) {
      System.err.println("levers: " + chosen + " found; expected some of " + comparisons.keySet());
      System.exit(2);
    }
    Libtorch.useThreads(0);
    chosen.forEach(name -> comparisons.getOrDefault(name, size -> {}).accept(edge));
  }

  /** The work of a step, and the most that any of a few convolutions reaches. */
  private static void peak(int edge) {
    ResNetFlops flops = ResNetFlops.of(edge, ResNetPair.CLASSES);
    int images = ResNetPair.BATCH * ResNetPair.MODALITIES.size();
    System.out.println("work,GFLOP");
    System.out.printf(Locale.ROOT, "forward pass,%.1f%n", 2e-9 * images * (double) flops.forward());
    System.out.printf(Locale.ROOT, "step,%.1f%n", 2e-9 * images * (double) flops.training());
    System.out.println("convolution 3x3,GFLOP/s");
    for (int channels : new int[] {64, 128, 256}) {
      int side = 28 * 128 / channels;
      System.out.printf(
          Locale.ROOT, "%d channels %dx%d,%.0f%n", channels, side, side, gigaflops(channels, side));
    }
  }

  private static double gigaflops(int channels, int side) {
    long fastest = Long.MAX_VALUE;
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      Tensor image = random(ResNetPair.BATCH, channels, side, side).channelsLast();
      Tensor weight = random(channels, channels, 3, 3).channelsLast();
      for (int i = 0; i < 200; i++) {
        try (Scope once = Scope.open()) {
          long start = System.nanoTime();
          Functional.conv2d(image, weight, Optional.empty(), new Window(3, 1, 1));
          fastest = Math.min(fastest, System.nanoTime() - start);
        }
      }
    }
    return 2.0 * ResNetPair.BATCH * side * side * channels * channels * 9 / (double) fastest;
  }

  private static Tensor random(int... shape) {
    float[] values = new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i * 7919 % 1000) / 1000f - 0.5f;
    }
    return Tensor.of(values, Arrays.stream(shape).asLongStream().toArray());
  }

  private static void parts(int edge) {
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

  private static void settings(int edge) {
    TimedProcess step = TimedProcess.java(ResNetTimer.class, Integer.toString(edge), "10", "0");
    TimedProcess single = TimedProcess.java(ResNetTimer.class, Integer.toString(edge), "10", "1");
    new Contest("settings (step of two ResNet-18, " + edge + " px)")
        .add("as the launcher sets them", step)
        .add("one thread", single)
        .add("glibc as it comes", step.and("GLIBC_TUNABLES", ""))
        .add("memory kept, no huge pages", step.and("GLIBC_TUNABLES", KEEP))
        .add("huge pages alone", step.and("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1"))
        .add("GOMP_SPINCOUNT as it comes", step.and("GOMP_SPINCOUNT", ""))
        .print(3);
  }
}
