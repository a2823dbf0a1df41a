package io.evenkeel.train;

import io.evenkeel.modality.Role;
import io.evenkeel.model.FlatBuffers;
import io.evenkeel.model.Parameter;
import io.evenkeel.recipe.OptimizerSpec;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.Owner;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Stochastic gradient descent with momentum and weight decay, as in PyTorch: g ← g + λθ, b ← m·b +
 * g, θ ← θ − η·b.
 */
public final class SgdOptimizer implements AutoCloseable {
  private final OptimizerSpec spec;
  private final FlatBuffers buffers;
  private final Owner owner = new Owner();
  private final Tensor momentum;

  /** An optimizer of these parameters, its momentum zero. */
  public SgdOptimizer(OptimizerSpec spec, FlatBuffers buffers) {
    this.spec = spec;
    this.buffers = buffers;
    try (Scope scope = Scope.open()) {
      momentum = owner.keep(buffers.values().copy());
      momentum.zero_();
    }
  }

  /** Updates every parameter by its gradient, which is spent afterwards. */
  public void step(double learningRate) {
    step(role -> learningRate);
  }

  /**
   * The same with a learning rate for each role.
   *
   * @param learningRate η of the parameters of a role
   */
  public void step(ToDoubleFunction<Role> learningRate) {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      Tensor gradient = buffers.gradients();
      if (spec.weightDecay() > 0) {
        gradient.add_(buffers.values(), spec.weightDecay());
      }
      if (spec.momentum() > 0) {
        momentum.multiply_(spec.momentum());
        momentum.add_(gradient, 1);
        gradient = momentum;
      }
      descend(gradient, learningRate);
    }
  }

  /** Updates the parameters of one role and leaves all others, and their momentum, as they are. */
  public void step(Role role, double learningRate) {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      Tensor gradient = buffers.gradients(role);
      if (spec.weightDecay() > 0) {
        gradient.add_(buffers.values(role), spec.weightDecay());
      }
      if (spec.momentum() > 0) {
        Tensor kept = buffers.partOf(momentum, role);
        kept.multiply_(spec.momentum());
        kept.add_(gradient, 1);
        gradient = kept;
      }
      buffers.values(role).add_(gradient, -learningRate);
    }
  }

  /** Makes value and momentum of a parameter those of another. */
  void tie(Parameter parameter, Parameter to) {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      for (Tensor flat : List.of(buffers.values(), momentum)) {
        buffers.viewOf(flat, parameter).copy_(buffers.viewOf(flat, to));
      }
    }
  }

  private void descend(Tensor direction, ToDoubleFunction<Role> learningRate) {
    double[] rates = buffers.roles().stream().mapToDouble(learningRate).distinct().toArray();
    if (rates.length == 1) {
      buffers.values().add_(direction, -rates[0]);
      return;
    }
    for (Role role : buffers.roles()) {
      Tensor part = buffers.partOf(direction, role);
      buffers.values(role).add_(part, -learningRate.applyAsDouble(role));
    }
  }

  /** b of every parameter, flat, in the order of the network's buffers. */
  public float[] momentum() {
    return momentum.toFloats();
  }

  /** Sets b to what {@link #momentum()} has said. */
  public void restoreMomentum(float[] values) {
    try (Scope scope = Scope.open()) {
      momentum.copy_(Tensor.of(values, values.length));
    }
  }

  @Override
  public void close() {
    owner.close();
  }
}
