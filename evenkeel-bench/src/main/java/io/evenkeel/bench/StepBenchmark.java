package io.evenkeel.bench;

import io.evenkeel.torch.Libtorch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One training step of the MNIST pair, batch 64, whole and in parts. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class StepBenchmark {
  private final MnistPair pair;

  /** Loads digits and makes the network. */
  public StepBenchmark() {
    Libtorch.useThreads(0);
    pair = new MnistPair(MnistPair.Size.standard());
  }

  /** A regular step: forward, backward, bookkeeping, update. */
  @Benchmark
  public double baselineRegular() {
    return pair.step(MnistPair.REGULAR);
  }

  /** A re-balancing step on the first modality. */
  @Benchmark
  public double rebalancing() {
    return pair.step(pair.rebalanceFirst());
  }

  /** Copy to tensors, forward pass and loss. */
  @Benchmark
  public double forward() {
    return pair.forward();
  }

  /** The same and the backward pass. */
  @Benchmark
  public double forwardAndBackward() {
    return pair.forwardAndBackward();
  }

  /** The update alone. */
  @Benchmark
  public void update() {
    pair.update();
  }

  /** Frees the network. */
  @TearDown
  public void close() {
    pair.close();
  }
}
