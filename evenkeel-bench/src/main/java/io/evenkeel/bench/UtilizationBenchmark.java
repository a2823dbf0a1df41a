package io.evenkeel.bench;

import io.evenkeel.run.Diagnosis;
import io.evenkeel.torch.Libtorch;
import io.evenkeel.train.Diagnoser;
import io.evenkeel.train.Evaluator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The conditional utilization rate on one held-out split of 2,000 digits, against plain evaluation
 * of the 5,000 training digits and of that split.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class UtilizationBenchmark {
  private final MnistPair pair;
  private final int batchSize;

  /** Loads digits and makes the network. */
  public UtilizationBenchmark() {
    Libtorch.useThreads(0);
    pair = new MnistPair(MnistPair.Size.standard());
    batchSize = pair.recipe().evaluationBatchSize();
  }

  /** One evaluation pass over the training split and one over the test split. */
  @Benchmark
  public double baselineTwoEvaluations() {
    return Evaluator.predict(pair.network(), pair.data().train(), batchSize).loss()
        + Evaluator.predict(pair.network(), pair.data().test().data(), batchSize).loss();
  }

  /** The diagnosis: mean squeezes over the training split, f and f' over the test split. */
  @Benchmark
  public List<Diagnosis> utilization() {
    return Diagnoser.diagnose(
        pair.network(), pair.data().train(), List.of(pair.data().test()), batchSize);
  }

  /** Frees the network. */
  @TearDown
  public void close() {
    pair.close();
  }
}
