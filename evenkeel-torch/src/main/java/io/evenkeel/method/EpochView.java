package io.evenkeel.method;

import io.evenkeel.data.Dataset;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.Branches;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.run.Seed;
import io.evenkeel.torch.Tensor;
import java.util.List;
import java.util.function.BiConsumer;

/** What a method may look at between epochs: never the test data. */
public interface EpochView {

  /** The epoch that begins or has ended, counted from 1. */
  int epoch();

  /** What is trained. */
  MultimodalNetwork network();

  /** The samples of the epoch. */
  Dataset train();

  /** The samples that epochs are chosen on. */
  Dataset validation();

  /**
   * One pass over some samples in batches, each in a scope of its own that ends with the visit.
   * What the visitor computes is recorded for a backward pass unless it switches that off.
   *
   * @param batches the numbers of the samples of each batch
   * @param visit is given the inputs and what is to be told about them
   */
  void pass(Dataset data, List<int[]> batches, BiConsumer<PerModality<Tensor>, Objective> visit);

  /**
   * One pass over all samples in order, in evaluation mode and without gradients.
   *
   * @param visit is given what the branches say and what they are to tell
   */
  void evaluate(Dataset data, BiConsumer<Branches, Objective> visit);

  /** The loss of a batch, a scalar. */
  @FunctionalInterface
  interface BatchLoss {
    Tensor of(Branches branches, Objective objective);
  }

  /**
   * How a network is trained on trial, from where it stands and with an optimizer of its own, at
   * the learning rate of the epoch.
   *
   * @param samples what it is trained on
   * @param epochs for how many passes
   * @param order what the order of the samples follows from
   * @param loss what is minimised
   */
  record Trial(Dataset samples, int epochs, Seed order, BatchLoss loss) {}

  /**
   * Trains the network on trial, and puts it back to what it was.
   *
   * @param look called while the network is what the trial has made of it
   */
  void trial(Trial trial, Runnable look);
}
