package io.evenkeel.train;

import io.evenkeel.data.DataSplits;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.run.Event;
import io.evenkeel.run.Observer;
import io.evenkeel.torch.Libtorch;
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
    Libtorch.useThreads(recipe.threads());
    try (TrainingLoop loop = new TrainingLoop(network, recipe, splits, observer, interrupted)) {
      TrainingResult result = loop.run();
      observer.on(new Event.TrainingFinished(result.bestEpoch(), result.reason()));
      return result;
    }
  }
}
