package io.evenkeel.train;

import io.evenkeel.data.Dataset;
import io.evenkeel.data.PrefetchingBatches;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.Scope;
import java.util.function.Consumer;

/**
 * One pass over every sample of a split in order, each batch in a scope of its own, without
 * gradients.
 */
final class EvaluationPass {
  private EvaluationPass() {}

  static void over(
      MultimodalNetwork network, Dataset data, int batchSize, Consumer<BatchTensors> visit) {
    try (Gradients off = Gradients.off();
        var folding = network.foldNorms();
        PrefetchingBatches batches = PrefetchingBatches.sequential(data, batchSize)) {
      while (batches.hasNext()) {
        try (Scope scope = Scope.open()) {
          visit.accept(BatchTensors.of(batches.next(), network));
        }
      }
    }
  }
}
