package io.evenkeel.train;

import io.evenkeel.model.FlatBuffers;
import io.evenkeel.recipe.OptimizerSpec;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.Owner;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;

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
      buffers.values().add_(gradient, -learningRate);
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
