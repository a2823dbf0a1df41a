package io.evenkeel.bench;

import io.evenkeel.bench.LayoutPair.Layout;
import io.evenkeel.bench.raw.Inference;
import io.evenkeel.bench.raw.SeparateTensors;
import io.evenkeel.data.BatchAssembler;
import io.evenkeel.data.PrefetchingBatches;
import io.evenkeel.torch.Libtorch;
import io.evenkeel.train.Diagnoser;
import io.evenkeel.train.Evaluator;
import io.evenkeel.train.Trainer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What each setting that could make training faster is worth, one table row a variant. */
public final class Levers {
  private static final int PROCESS_ROUNDS = 3;
  private static final int ROUNDS = 9;
  private static final String BLAS = "OPENBLAS_NUM_THREADS";
  private static final String SPIN = "GOMP_SPINCOUNT";
  private static final String POLICY = "OMP_WAIT_POLICY";
  private static final String MALLOC = "GLIBC_TUNABLES";
  private static final String HUGE = "glibc.malloc.hugetlb=1";
  private static final String KEEP =
      "glibc.malloc.mmap_threshold=1073741824:glibc.malloc.trim_threshold=4294967295";

  private Levers() {}

  /**
   * Prints {@code comparison,variant,ms,ratio}.
   *
   * @param args names of comparisons; none for all
   */
  public static void main(String[] args) {
    Map<String, Runnable> comparisons = new LinkedHashMap<>();
    comparisons.put("parts", Levers::parts);
    comparisons.put("utilization", Levers::utilization);
    comparisons.put("blas", Levers::blas);
    comparisons.put("pages", Levers::pages);
    comparisons.put("threads", Levers::threads);
    comparisons.put("spinning", Levers::spinning);
    comparisons.put("sharing", Levers::sharing);
    comparisons.put("layout", Levers::layout);
    comparisons.put("update", Levers::update);
    comparisons.put("batch", Levers::batch);
    comparisons.put("evaluation", Levers::evaluation);
    comparisons.put("prefetch", Levers::prefetch);
    comparisons.put("wait", Levers::waiting);
    List<String> chosen = args.length == 0 ? List.copyOf(comparisons.keySet()) : List.of(args);
    if (!comparisons.keySet().containsAll(chosen)) {
      System.err.println("levers: " + chosen + " found; expected some of " + comparisons.keySet());
      System.exit(2);
    }
    Libtorch.useThreads(0);
    System.out.println("# " + Libtorch.description() + ", " + Libtorch.threads() + " threads");
    System.out.println("comparison,variant,milliseconds,ratio");
    chosen.forEach(name -> comparisons.getOrDefault(name, () -> {}).run());
  }

  private static void parts() {
    try (MnistPair pair = new MnistPair(MnistPair.Size.standard());
        SeparateTensors separate = new SeparateTensors(pair.network().buffers().parameters())) {
      BatchAssembler assembler = new BatchAssembler(pair.data().train());
      int[] samples = pair.order().get(0);
      new Alternation("parts of a step")
          .add("regular step", 10, () -> pair.step(MnistPair.REGULAR))
          .add("re-balancing step", 10, () -> pair.step(pair.rebalanceFirst()))
          .add("forward", 10, pair::forward)
          .add("forward and backward", 10, pair::forwardAndBackward)
          .add("bookkeeping in flat buffers", 50, pair::bookkeeping)
          .add("bookkeeping tensor by tensor", 50, separate::squaredNorms)
          .add("update", 50, pair::update)
          .add("batch assembly", 50, () -> assembler.assemble(samples))
          .print(ROUNDS);
    }
  }

  private static void utilization() {
    try (MnistPair pair = new MnistPair(MnistPair.Size.standard())) {
      int batch = pair.recipe().evaluationBatchSize();
      var train = pair.data().train();
      var test = pair.data().test();
      new Alternation("utilization on 5,000 + 2,000 digits")
          .add(
              "two evaluations",
              1,
              () -> {
                Evaluator.predict(pair.network(), train, batch);
                Evaluator.predict(pair.network(), test.data(), batch);
              })
          .add(
              "utilization",
              1,
              () -> Diagnoser.diagnose(pair.network(), train, List.of(test), batch))
          .print(ROUNDS);
    }
  }

  private static void blas() {
    new Alternation("OpenBLAS threads (step)")
        .add("as it comes", StepProcess.with("as-it-comes").and(BLAS, ""))
        .add("OPENBLAS_NUM_THREADS=1", StepProcess.with("as-it-comes").and(BLAS, "1"))
        .add("set to 1 in process", StepProcess.with("0").and(BLAS, ""))
        .print(PROCESS_ROUNDS);
  }

  private static void pages() {
    StepProcess plain = StepProcess.with("0");
    new Alternation("glibc malloc (step)")
        .add("as it comes", plain.and(MALLOC, ""))
        .add("huge pages", plain.and(MALLOC, HUGE))
        .add("memory kept", plain.and(MALLOC, KEEP))
        .add("huge pages and memory kept", plain.and(MALLOC, HUGE + ":" + KEEP))
        .print(PROCESS_ROUNDS);
  }

  private static void threads() {
    new Alternation("threads of an operation (step)")
        .add("1", StepProcess.with("1").and("OMP_NUM_THREADS", "1"))
        .add("2", StepProcess.with("2"))
        .print(PROCESS_ROUNDS);
  }

  private static void spinning() {
    StepProcess plain = StepProcess.with("0");
    new Alternation("how OpenMP threads wait (step)")
        .add("as it comes", plain.and(SPIN, "").and(POLICY, ""))
        .add("GOMP_SPINCOUNT=10000", plain.and(SPIN, "10000"))
        .add("GOMP_SPINCOUNT=1000", plain.and(SPIN, "1000"))
        .add("OMP_WAIT_POLICY=passive", plain.and(SPIN, "").and(POLICY, "passive"))
        .print(PROCESS_ROUNDS);
  }

  private static void sharing() {
    StepProcess plain = new StepProcess(10, "0", Map.of());
    new Alternation("two runs at once (step)")
        .add("as it comes", plain.and(SPIN, "").twiceAtOnce())
        .add("GOMP_SPINCOUNT=10000", plain.and(SPIN, "10000").twiceAtOnce())
        .add("GOMP_SPINCOUNT=1000", plain.and(SPIN, "1000").twiceAtOnce())
        .add("OMP_WAIT_POLICY=passive", plain.and(SPIN, "").and(POLICY, "passive").twiceAtOnce())
        .print(1);
  }

  private static void layout() {
    try (MnistPair pair = new MnistPair(MnistPair.Size.standard())) {
      Alternation alternation = new Alternation("layout (forward and backward, no fusion)");
      var parameters = pair.network().buffers().parameters();
      for (Layout layout : Layout.values()) {
        @SuppressWarnings("MustBeClosed")
        LayoutPair encoders = new LayoutPair(parameters, layout);
        alternation.add(
            layout.name().toLowerCase(Locale.ROOT).replace('_', ' '),
            10,
            () -> encoders.forwardAndBackward(pair.nextBatch()));
      }
      alternation.print(ROUNDS);
    }
  }

  private static void update() {
    try (MnistPair pair = new MnistPair(MnistPair.Size.standard());
        SeparateTensors separate = new SeparateTensors(pair.network().buffers().parameters())) {
      pair.step(MnistPair.REGULAR);
      new Alternation("update")
          .add("tensor by tensor", 100, separate::update)
          .add("flat buffers", 100, pair::update)
          .print(ROUNDS);
    }
  }

  private static void batch() {
    Alternation alternation = new Alternation("batch size (sample)");
    for (int size : new int[] {64, 32, 128, 256}) {
      MnistPair pair = new MnistPair(MnistPair.Size.standard().withBatch(size));
      int steps = 1024 / size;
      alternation.add(
          Integer.toString(size),
          () -> {
            long start = System.nanoTime();
            for (int step = 0; step < steps; step++) {
              pair.step(MnistPair.REGULAR);
            }
            return (System.nanoTime() - start) * 1e-6 / (steps * size);
          });
    }
    alternation.print(ROUNDS);
  }

  private static void evaluation() {
    try (MnistPair pair = new MnistPair(MnistPair.Size.standard())) {
      var test = pair.data().test().data();
      Alternation alternation = new Alternation("evaluation of 2,000 digits");
      for (int size : new int[] {500, 64, 125, 250, 1000, 2000}) {
        alternation.add("batch " + size, 1, () -> Evaluator.predict(pair.network(), test, size));
      }
      alternation
          .add(
              "batch 500, inference mode",
              1,
              () -> {
                try (Inference mode = Inference.on()) {
                  Evaluator.predict(pair.network(), test, 500);
                }
              })
          .print(ROUNDS);
    }
  }

  private static void prefetch() {
    try (MnistPair pair = new MnistPair(new MnistPair.Size(3200, 100, 64))) {
      BatchAssembler assembler = new BatchAssembler(pair.data().train());
      new Alternation("50 steps and their batches")
          .add(
              "assembled in between",
              1,
              () ->
                  pair.order().stream()
                      .map(assembler::assemble)
                      .forEach(batch -> pair.step(MnistPair.REGULAR, batch)))
          .add(
              "prefetched",
              1,
              () -> {
                try (var batches = PrefetchingBatches.of(pair.data().train(), pair.order())) {
                  batches.forEachRemaining(batch -> pair.step(MnistPair.REGULAR, batch));
                }
              })
          .print(5);
    }
  }

  private static void waiting() {
    try (MnistPair pair = new MnistPair(MnistPair.Size.standard())) {
      var result =
          Trainer.train(pair.network(), pair.recipe(), pair.data(), event -> {}, () -> false);
      System.out.printf(
          Locale.ROOT,
          "share of training spent waiting for data,prefetched,,%.5f%n",
          result.waitShare());
      System.out.printf(
          Locale.ROOT, "samples a second,prefetched,%.1f,%n", result.samplesPerSecond());
    }
  }
}
