package io.evenkeel.bench;

import io.evenkeel.bench.raw.SeparateTensors;
import io.evenkeel.torch.Libtorch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** ‖G‖² and ‖θ‖² from flat buffers and tensor by tensor, against a whole step. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class BookkeepingBenchmark {
  private final MnistPair pair;
  private final SeparateTensors separate;

  /** Loads digits and makes the network, with gradients of a first step. */
  public BookkeepingBenchmark() {
    Libtorch.useThreads(0);
    pair = new MnistPair(MnistPair.Size.standard());
    pair.step(MnistPair.REGULAR);
    separate = new SeparateTensors(pair.network().buffers().parameters());
  }

  /** A regular step, its bookkeeping included. */
  @Benchmark
  public double baselineStep() {
    return pair.step(MnistPair.REGULAR);
  }

  /** One scalar product a group, read at once. */
  @Benchmark
  public Object flatBuffers() {
    return pair.bookkeeping();
  }

  /** One norm and one read a tensor, as the authors' code does. */
  @Benchmark
  public double tensorByTensor() {
    return separate.squaredNorms();
  }

  /** Frees the network. */
  @TearDown
  public void close() {
    separate.close();
    pair.close();
  }
}
