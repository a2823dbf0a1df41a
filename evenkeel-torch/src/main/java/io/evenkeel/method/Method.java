package io.evenkeel.method;

import io.evenkeel.data.Dataset;
import io.evenkeel.modality.PerModality;
import io.evenkeel.modality.Role;
import io.evenkeel.model.Branches;
import io.evenkeel.model.FlatBuffers;
import io.evenkeel.run.Position;
import io.evenkeel.run.SplitScore;
import io.evenkeel.torch.Tensor;
import java.util.Map;

/**
 * How a network is trained: what the loss of a step is, and what becomes of its gradient.
 *
 * <p>In a step, {@link #inputs} and {@link #backward} are called for each part of the batch in
 * order, then {@link #beforeUpdate}, then the optimizer with {@link #learningRate}. A strategy says
 * beside that how information flows between the branches.
 *
 * <p>One object serves one run and may change while it goes on; what of it the rest of the run
 * follows from stands in {@link #state}, or in tensors of the network's memory ({@link
 * io.evenkeel.model.MethodTensors}), which checkpoints hold anyway. Draws come from a seed, folded
 * by the number of the step.
 */
public interface Method extends AutoCloseable {

  /** Which of the training samples steps train on; asked once, before the first step. */
  default Dataset samples(Dataset train) {
    return train;
  }

  /** The mean loss over the samples of a part, a scalar. */
  Tensor loss(Part part, Branches branches, Objective objective);

  /**
   * What the network is to see in place of a part's inputs; asked several times for the same part
   * in some steps, and the same answer each time.
   */
  default PerModality<Tensor> inputs(Part part, PerModality<Tensor> inputs) {
    return inputs;
  }

  /**
   * Adds the gradient of a part, weighed by its share of the batch, to those of the parts before
   * it; that of the first part replaces what the buffers have held.
   *
   * @return the loss, weighed likewise
   */
  default double backward(Part part, Branches branches, Objective objective, FlatBuffers buffers) {
    Tensor loss = loss(part, branches, objective).times(part.share());
    if (part.isFirst()) {
      buffers.backward(loss);
    } else {
      buffers.addBackward(loss);
    }
    return loss.item();
  }

  /**
   * Does with a part what the step does with it: {@link #backward}, unless the method takes several
   * turns in a step, between which parameters are updated. Those that it updates itself are not
   * updated again at the step's end.
   *
   * @return the loss, weighed by the part's share of the batch
   */
  default double step(Part part, Branches branches, Objective objective, Updates updates) {
    return backward(part, branches, objective, updates.buffers());
  }

  /**
   * Changes the gradient of the whole batch, before weight decay and momentum. Conditional learning
   * speeds are of the gradient before that.
   */
  default void beforeUpdate(Position at, FlatBuffers buffers) {}

  /** η of the parameters of a role in this step, of a schedule that has come to {@code rate}. */
  default double learningRate(Role role, double rate) {
    return rate;
  }

  /** Prepares an epoch, before its first step. */
  default void beforeEpoch(EpochView epoch) {}

  /** Draws conclusions from an epoch, after its last step and the validation that follows it. */
  default void afterEpoch(EpochView epoch, SplitScore validation) {}

  /** What of it changes while a run goes on, tensors apart, written down; empty if nothing does. */
  default Map<String, String> state() {
    return Map.of();
  }

  /**
   * Puts it to what {@link #state} has written down.
   *
   * @throws IllegalArgumentException for what no method of this kind has written
   */
  default void resume(Map<String, String> state) {}

  /** Gives back what memory it holds of its own. */
  @Override
  default void close() {}
}
