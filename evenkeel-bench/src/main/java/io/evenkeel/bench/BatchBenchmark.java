package io.evenkeel.bench;

import io.evenkeel.data.Batch;
import io.evenkeel.data.BatchAssembler;
import io.evenkeel.torch.Libtorch;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Putting one batch of 64 gray and coloured digits together, against a whole step. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class BatchBenchmark {
  private final MnistPair pair;
  private final BatchAssembler assembler;
  private final List<int[]> order;
  private int next;

  /** Loads digits and makes the network. */
  public BatchBenchmark() {
    Libtorch.useThreads(0);
    pair = new MnistPair(MnistPair.Size.standard());
    assembler = new BatchAssembler(pair.data().train());
    order = pair.order();
  }

  /** A regular step on a batch that is ready. */
  @Benchmark
  public double baselineStep() {
    return pair.step(MnistPair.REGULAR);
  }

  /** One batch as arrays. */
  @Benchmark
  public Batch assemble() {
    next = (next + 1) % order.size();
    return assembler.assemble(order.get(next));
  }

  /** Frees the network. */
  @TearDown
  public void close() {
    pair.close();
  }
}
