package io.evenkeel.train;

import io.evenkeel.data.Batch;
import io.evenkeel.measure.Speeds;
import io.evenkeel.method.Method;
import io.evenkeel.method.Part;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.BatchPart;
import io.evenkeel.model.Branches;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.run.Position;
import io.evenkeel.run.StepEvidence;
import io.evenkeel.run.StepPlan;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import java.util.List;

/**
 * A training step: plan; for each micro-batch forward under the plan, loss, backward; evidence;
 * update.
 *
 * @param network what is trained
 * @param recipe says in how many micro-batches a batch is computed
 * @param method says what the loss is, and what becomes of its gradient
 * @param optimizer of the network's parameters
 */
record TrainingStep(
    MultimodalNetwork network, Recipe recipe, Method method, SgdOptimizer optimizer) {

  /**
   * Trains on a batch.
   *
   * @throws DivergedException if the loss is not finite; nothing is updated then, but by a method
   *     that updates in turns
   */
  StepEvidence on(Batch batch, Position at, TrainingState state) {
    try (Scope scope = Scope.open()) {
      StepPlan plan = state.strategy().plan(at);
      BatchScore score = new BatchScore();
      double rate = state.learningRate().value();
      StepUpdates updates = new StepUpdates(optimizer, network, r -> method.learningRate(r, rate));
      network.trainInParts(
          parts(batch, at), plan, (part, branches) -> compute(part, branches, updates, score));
      if (!Double.isFinite(score.loss)) {
        throw new DivergedException(at, score.loss);
      }
      Speeds speeds =
          plan instanceof StepPlan.Regular
              ? state.speeds().plus(GradientNorms.of(network))
              : state.speeds();
      method.beforeUpdate(at, network.buffers());
      updates.finish();
      double accuracy = (double) score.right / batch.size();
      return new StepEvidence(at, plan, score.loss, accuracy, speeds);
    }
  }

  /** What the micro-batches so far have shown; the gradient of their losses is in the buffers. */
  private static final class BatchScore {
    private double loss;
    private int right;
  }

  private List<PartOfStep> parts(Batch batch, Position at) {
    return MicroBatch.cut(batch, recipe.microBatches(batch.size()), network).stream()
        .map(
            m ->
                new PartOfStep(
                    m, new Part(at, m.start(), m.end(), batch.size(), m::inputs), method))
        .toList();
  }

  /** A micro-batch whose inputs are what the method makes of them. */
  private record PartOfStep(MicroBatch samples, Part part, Method method) implements BatchPart {
    @Override
    public double share() {
      return samples.share();
    }

    @Override
    public PerModality<Tensor> inputs() {
      return method.inputs(part, samples.inputs());
    }
  }

  private void compute(PartOfStep part, Branches branches, StepUpdates updates, BatchScore score) {
    Targets targets = part.samples().targets();
    score.loss += method.step(part.part(), branches, targets, updates);
    if (targets.truth() instanceof Truth.Classes classes) {
      score.right += right(targets.prediction(branches.logits().map(Tensor::detach)), classes);
    }
  }

  private static int right(Tensor prediction, Truth.Classes classes) {
    long[] predicted = prediction.argmax().toLongs();
    long[] labels = classes.labels().toLongs();
    int right = 0;
    for (int i = 0; i < labels.length; i++) {
      right += predicted[i] == labels[i] ? 1 : 0;
    }
    return right;
  }
}
