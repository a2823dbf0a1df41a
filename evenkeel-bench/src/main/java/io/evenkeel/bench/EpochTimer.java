package io.evenkeel.bench;

import io.evenkeel.data.DataSource;
import io.evenkeel.data.DataSplits;
import io.evenkeel.data.EpochOrder;
import io.evenkeel.data.PrefetchingBatches;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.recipe.DataSpec;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.recipe.VideoSpec;
import io.evenkeel.run.Diagnosis;
import io.evenkeel.run.Seed;
import io.evenkeel.torch.Libtorch;
import io.evenkeel.torch.Scope;
import io.evenkeel.train.BatchTensors;
import io.evenkeel.train.Diagnoser;
import io.evenkeel.train.Evaluator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Everything of an epoch but its training steps, and the conditional utilization rate: training
 * samples as tensors, evaluation of the validation split, mean squeezes over the training split, f
 * and f' over the test split. Prints milliseconds, one number a repetition after one to warm up;
 * the parts go to standard error.
 */
public final class EpochTimer {
  private static final int BATCH = 8;
  private static final int VALIDATION = 40;
  private static final Seed SEED = new Seed(4);

  private EpochTimer() {}

  /**
   * Repeats it.
   *
   * @param args the tree of views, the edge of its images in pixels, a file of weights, the number
   *     of repetitions, samples a forward pass of evaluation, and the threads of an operation
   */
  public static void main(String[] args) {
    Libtorch.useThreads(Integer.parseInt(args[5]));
    DataSplits data = open(args[0], Integer.parseInt(args[1]));
    int evaluationBatch = Integer.parseInt(args[4]);
    try (MultimodalNetwork network = network(data)) {
      network.load(Path.of(args[2]));
      for (int epoch = 0; epoch <= Integer.parseInt(args[3]); epoch++) {
        List<Long> marks = new ArrayList<>(List.of(System.nanoTime()));
        load(network, data, 1 + epoch);
        marks.add(System.nanoTime());
        Evaluator.predict(network, data.validation().data(), evaluationBatch);
        marks.add(System.nanoTime());
        Diagnosis diagnosis =
            Diagnoser.diagnose(network, data.train(), List.of(data.test()), evaluationBatch).get(0);
        marks.add(System.nanoTime());
        tell(marks, diagnosis);
        if (epoch > 0) {
          System.out.printf(Locale.ROOT, "%.3f%n", milliseconds(marks.get(0), marks.get(3)));
        }
      }
    }
  }

  private static void tell(List<Long> marks, Diagnosis diagnosis) {
    System.err.printf(
        Locale.ROOT,
        "# loading %.0f, evaluation %.0f, diagnosis %.0f ms; %s%n",
        milliseconds(marks.get(0), marks.get(1)),
        milliseconds(marks.get(1), marks.get(2)),
        milliseconds(marks.get(2), marks.get(3)),
        diagnosis.utilization());
  }

  private static double milliseconds(long from, long to) {
    return (to - from) * 1e-6;
  }

  /** A network for this data, with its first weights. */
  static MultimodalNetwork network(DataSplits data) {
    return MultimodalNetwork.create(
        ModelSpec.resnet18(), data.train().shapes(), data.train().classes(), SEED.fold("weights"));
  }

  /** Views 0 and 6 of a tree's models, decoded into mapped files on the first run. */
  static DataSplits open(String tree, int edge) {
    DataSpec base = DataSpec.defaults();
    return DataSource.open(
        new DataSpec(
            DataSpec.Source.MODELNET40,
            Optional.of(tree),
            Optional.empty(),
            List.of("front", "rear"),
            OptionalInt.empty(),
            VALIDATION,
            OptionalInt.empty(),
            base.colors(),
            DataSpec.Normalization.IMAGENET,
            new DataSpec.Views(List.of(0, 6), edge, true, true, Optional.empty()),
            VideoSpec.defaults()),
        SEED.fold("data"));
  }

  private static void load(MultimodalNetwork network, DataSplits data, int epoch) {
    var order = EpochOrder.shuffled(data.train().size(), BATCH, SEED, epoch);
    try (var batches = PrefetchingBatches.of(data.train().inEpoch(epoch), order)) {
      while (batches.hasNext()) {
        try (Scope scope = Scope.open()) {
          BatchTensors.of(batches.next(), network);
        }
      }
    }
  }
}
