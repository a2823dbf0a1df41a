package io.evenkeel.train;

import io.evenkeel.data.DataSplits;
import io.evenkeel.data.Dataset;
import io.evenkeel.data.EpochOrder;
import io.evenkeel.data.PrefetchingBatches;
import io.evenkeel.method.EpochView;
import io.evenkeel.method.Objective;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.Branches;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.run.StepPlan;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The passes that a method may make between epochs.
 *
 * @param samples those that steps train on
 */
record EpochPasses(
    int epoch,
    MultimodalNetwork network,
    Dataset samples,
    DataSplits splits,
    Recipe recipe,
    double learningRate)
    implements EpochView {

  @Override
  public Dataset train() {
    return samples.inEpoch(epoch);
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

  @Override
  public void trial(Trial trial, Runnable look) {
    try (MultimodalNetwork.Snapshot before = network.snapshot();
        SgdOptimizer optimizer = new SgdOptimizer(recipe.optimizer(), network.buffers())) {
      try {
        for (int pass = 1; pass <= trial.epochs(); pass++) {
          train(trial, pass, optimizer);
        }
        look.run();
      } finally {
        network.restore(before);
      }
    }
  }

  private void train(Trial trial, int pass, SgdOptimizer optimizer) {
    pass(
        trial.samples(),
        EpochOrder.shuffled(trial.samples().size(), recipe.batchSize(), trial.order(), pass),
        (inputs, objective) -> {
          Branches branches = network.trainBranches(inputs, new StepPlan.Regular());
          network.buffers().backward(trial.loss().of(branches, objective));
          optimizer.step(learningRate);
        });
  }
}
