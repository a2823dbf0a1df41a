package io.evenkeel.train;

import io.evenkeel.method.Updates;
import io.evenkeel.modality.Role;
import io.evenkeel.model.FlatBuffers;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.model.Parameter;
import java.util.HashSet;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** The updates of one step: each role's once or more, by whoever comes first. */
final class StepUpdates implements Updates {
  private final SgdOptimizer optimizer;
  private final MultimodalNetwork network;
  private final ToDoubleFunction<Role> learningRate;
  private final Set<Role> updated = new HashSet<>();

  StepUpdates(
      SgdOptimizer optimizer, MultimodalNetwork network, ToDoubleFunction<Role> learningRate) {
    this.optimizer = optimizer;
    this.network = network;
    this.learningRate = learningRate;
  }

  @Override
  public FlatBuffers buffers() {
    return network.buffers();
  }

  @Override
  public void update(Role role) {
    optimizer.step(role, learningRate.applyAsDouble(role));
    updated.add(role);
  }

  @Override
  public void tie(Parameter parameter, Parameter to) {
    optimizer.tie(parameter, to);
  }

  /** Updates what has not been updated yet. */
  void finish() {
    if (updated.isEmpty()) {
      optimizer.step(learningRate);
      return;
    }
    network.buffers().roles().stream().filter(r -> !updated.contains(r)).forEach(this::update);
  }
}
