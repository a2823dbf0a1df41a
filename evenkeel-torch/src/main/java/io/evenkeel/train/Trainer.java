package io.evenkeel.train;

import io.evenkeel.data.DataSplits;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.run.Event;
import io.evenkeel.run.Observer;
import io.evenkeel.torch.Libtorch;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Trains a network by a recipe. */
public final class Trainer {
  private Trainer() {}

  /**
   * Trains a network on the training split; afterwards it holds the weights of the epoch with the
   * best validation accuracy, the first of them on a tie.
   *
   * @param observer is told of every step and epoch and cannot influence them
   * @param interrupted asked after every step; true ends training with what there is
   * @throws DivergedException when a loss is not finite
   */
  public static TrainingResult train(
      MultimodalNetwork network,
      Recipe recipe,
      DataSplits splits,
      Observer observer,
      BooleanSupplier interrupted) {
    Checkpoints none = new Checkpoints(Optional.empty(), Optional.empty());
    return train(network, recipe, splits, observer, interrupted, none);
  }

  /**
   * Where a run goes on from and where it writes down where it stands.
   *
   * @param from a checkpoint of the same recipe and data; empty begins at the first step
   * @param to where checkpoints go, as often as the recipe says, at each epoch's end and on an
   *     interruption; empty writes none
   */
  public record Checkpoints(Optional<Checkpoint> from, Optional<CheckpointFolder> to) {}

  /**
   * As {@link #train(MultimodalNetwork, Recipe, DataSplits, Observer, BooleanSupplier)}, with
   * checkpoints: a run that goes on from one does, bit by bit, what the run that wrote it would
   * have done.
   *
   * @param network in single precision
   * @throws io.evenkeel.input.BadInputException if the checkpoint is of another network
   */
  public static TrainingResult train(
      MultimodalNetwork network,
      Recipe recipe,
      DataSplits splits,
      Observer observer,
      BooleanSupplier interrupted,
      Checkpoints checkpoints) {
    Libtorch.useThreads(recipe.threads());
    try (TrainingLoop loop =
        new TrainingLoop(network, recipe, splits, observer, interrupted, checkpoints)) {
      TrainingResult result = loop.run();
      observer.on(new Event.TrainingFinished(result.bestEpoch(), result.reason()));
      return result;
    }
  }
}
