package io.evenkeel.train;

import io.evenkeel.input.BadInputException;
import io.evenkeel.method.Method;
import io.evenkeel.model.MultimodalNetwork;
import java.util.Optional;

/**
 * What of a run a checkpoint holds beside its state: network, momentum, network of the best epoch,
 * and what the method remembers.
 */
final class Restorable implements AutoCloseable {
  private final MultimodalNetwork network;
  private final SgdOptimizer optimizer;
  private final Method method;
  private Optional<MultimodalNetwork.Snapshot> best = Optional.empty();

  /** Takes the optimizer and the method over; the network stays its owner's. */
  Restorable(MultimodalNetwork network, SgdOptimizer optimizer, Method method) {
    this.network = network;
    this.optimizer = optimizer;
    this.method = method;
  }

  void keepAsBest() {
    best.ifPresent(MultimodalNetwork.Snapshot::close);
    best = Optional.of(network.snapshot());
  }

  void restoreBest() {
    network.restore(best.orElseThrow());
  }

  Checkpoint checkpoint(TrainingState state, Elapsed now) {
    return new Checkpoint(
        TrainingStateJson.write(state, method.state()),
        now,
        network.buffers().layout(),
        network.state(),
        optimizer.momentum(),
        best.map(MultimodalNetwork.Snapshot::state));
  }

  /** Puts every tensor to what a checkpoint holds; the state that it stands for. */
  TrainingState restore(Checkpoint checkpoint, TrainingState start) {
    if (!checkpoint.layout().equals(network.buffers().layout())) {
      throw new BadInputException(
          "the checkpoint", "the state of another network", "one of the recipe's network");
    }
    TrainingState state = TrainingStateJson.read(checkpoint.state(), start);
    method.resume(TrainingStateJson.methodState(checkpoint.state()));
    checkpoint
        .best()
        .ifPresent(
            kept -> {
              network.restore(kept);
              keepAsBest();
            });
    network.restore(checkpoint.network());
    optimizer.restoreMomentum(checkpoint.momentum());
    return state;
  }

  @Override
  public void close() {
    optimizer.close();
    method.close();
    best.ifPresent(MultimodalNetwork.Snapshot::close);
  }
}
