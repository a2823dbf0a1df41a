package io.evenkeel.train;

import io.evenkeel.data.Batch;
import io.evenkeel.measure.Speeds;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.run.Position;
import io.evenkeel.run.StepEvidence;
import io.evenkeel.run.StepPlan;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;

/**
 * A training step: plan; for each micro-batch forward under the plan, loss, backward; evidence;
 * update.
 *
 * @param network what is trained
 * @param recipe says in how many micro-batches a batch is computed
 * @param optimizer of the network's parameters
 */
record TrainingStep(MultimodalNetwork network, Recipe recipe, SgdOptimizer optimizer) {

  /**
   * Trains on a batch.
   *
   * @throws DivergedException if the loss is not finite; nothing is updated then
   */
  StepEvidence on(Batch batch, Position at, TrainingState state) {
    try (Scope scope = Scope.open()) {
      StepPlan plan = state.strategy().plan(at);
      BatchScore score = new BatchScore();
      network.trainInParts(
          MicroBatch.cut(batch, recipe.microBatches(batch.size()), network),
          plan,
          (part, branches) -> backward(part, branches.logits(), score));
      if (!Double.isFinite(score.loss)) {
        throw new DivergedException(at, score.loss);
      }
      Speeds speeds =
          plan instanceof StepPlan.Regular
              ? state.speeds().plus(GradientNorms.of(network))
              : state.speeds();
      optimizer.step(state.learningRate().value());
      double accuracy = (double) score.right / batch.size();
      return new StepEvidence(at, plan, score.loss, accuracy, speeds);
    }
  }

  /** What the micro-batches so far have shown; the gradient of their losses is in the buffers. */
  private static final class BatchScore {
    private double loss;
    private int right;
    private boolean begun;
  }

  private void backward(MicroBatch part, PerModality<Tensor> logits, BatchScore score) {
    Targets targets = part.targets();
    // Weighed before backward, so that the gradients of the parts add up to that of the mean.
    Tensor loss = targets.loss(logits).times(part.share());
    if (score.begun) {
      network.buffers().addBackward(loss);
    } else {
      network.buffers().backward(loss);
    }
    score.begun = true;
    score.loss += loss.item();
    if (targets.truth() instanceof Truth.Classes classes) {
      score.right += right(targets.prediction(logits.map(Tensor::detach)), classes);
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
