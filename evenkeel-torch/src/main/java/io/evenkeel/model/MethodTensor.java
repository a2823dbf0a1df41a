package io.evenkeel.model;

import io.evenkeel.modality.Role;
import java.util.List;

/** Something that a method of training keeps in a network's memory. */
public sealed interface MethodTensor {
  /** What the names of all of them begin with. */
  String PREFIX = "method.";

  /** What it is called, behind {@link #PREFIX}. */
  String name();

  /**
   * A linear layer, trained: {@code name.weight} of (out, in) and {@code name.bias} of (out), drawn
   * as the heads are.
   */
  record Layer(String name, long in, long out) implements MethodTensor {}

  /** A tensor that no gradient reaches. */
  record Recorded(String name, double initial, List<Long> shape) implements MethodTensor {
    /** Keeps its own copy of the list. */
    public Recorded {
      shape = List.copyOf(shape);
    }
  }

  /** Adds it to the parameters of a network. */
  private void declareIn(ParameterPlan plan) {
    if (this instanceof Layer layer) {
      Linear.declare(plan, PREFIX + layer.name(), new Role.Method(), layer.in(), layer.out());
    } else if (this instanceof Recorded recorded) {
      long[] shape = recorded.shape().stream().mapToLong(Long::longValue).toArray();
      plan.buffer(PREFIX + recorded.name(), recorded.initial(), shape);
    }
  }

  /** Adds them to the parameters of a network. */
  static void declare(List<MethodTensor> tensors, ParameterPlan plan) {
    tensors.forEach(tensor -> tensor.declareIn(plan));
  }
}
