package io.evenkeel.train;

import io.evenkeel.data.DataSplits;
import io.evenkeel.data.Dataset;
import io.evenkeel.data.PrefetchingBatches;
import io.evenkeel.method.EpochView;
import io.evenkeel.method.Objective;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.Branches;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import java.util.List;
import java.util.function.BiConsumer;

/** The passes that a method may make between epochs. */
record EpochPasses(int epoch, MultimodalNetwork network, DataSplits splits, Recipe recipe)
    implements EpochView {

  @Override
  public Dataset train() {
    return splits.train().inEpoch(epoch);
  }

  @Override
  public Dataset validation() {
    return splits.validation().data();
  }

  @Override
  public void pass(
      Dataset data, List<int[]> batches, BiConsumer<PerModality<Tensor>, Objective> visit) {
    try (PrefetchingBatches all = PrefetchingBatches.of(data, batches)) {
      while (all.hasNext()) {
        try (Scope scope = Scope.open()) {
          BatchTensors batch = BatchTensors.of(all.next(), network);
          visit.accept(batch.inputs(), batch.targets());
        }
      }
    }
  }

  @Override
  public void evaluate(Dataset data, BiConsumer<Branches, Objective> visit) {
    EvaluationPass.over(
        network,
        data,
        recipe.evaluationBatchSize(),
        batch -> visit.accept(network.evaluateBranches(batch.inputs()), batch.targets()));
  }
}
