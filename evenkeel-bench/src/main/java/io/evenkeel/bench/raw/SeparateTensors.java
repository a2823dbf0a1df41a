package io.evenkeel.bench.raw;

import io.evenkeel.model.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Tensors of the shapes of a network's parameters, each with memory of its own, as a PyTorch module
 * has them: what flat buffers are compared with.
 */
public final class SeparateTensors implements AutoCloseable {
  private static final double MOMENTUM = 0.9;
  private static final double WEIGHT_DECAY = 1e-4;
  private static final double LEARNING_RATE = 0.01;

  private final List<Trained> all = new ArrayList<>();

  private record Trained(Tensor value, Tensor gradient, Tensor momentum) {}

  /** One trio of tensors for each trained parameter, drawn at random. */
  public SeparateTensors(List<Parameter> parameters) {
    try (PointerScope scope = new PointerScope()) {
      for (Parameter p : parameters) {
        if (p.role().isPresent()) {
          all.add(new Trained(random(p), random(p), random(p)));
        }
      }
    }
  }

  private static Tensor random(Parameter p) {
    long[] shape = p.shape().stream().mapToLong(Long::longValue).toArray();
    Tensor tensor = torch.rand(shape, new TensorOptions(ScalarType.Float));
    tensor.mul_(new Scalar(1e-3));
    return tensor.retainReference();
  }

  /** The sum of ‖G‖² / ‖θ‖² over the tensors: two norms and two reads each. */
  public double squaredNorms() {
    double sum = 0;
    try (PointerScope scope = new PointerScope()) {
      for (Trained t : all) {
        double gradient = t.gradient().norm().item_double();
        double value = t.value().norm().item_double();
        sum += gradient * gradient / (value * value);
      }
    }
    return sum;
  }

  /** One update, tensor by tensor: the four operations of SGD with momentum and weight decay. */
  public void update() {
    try (PointerScope scope = new PointerScope()) {
      for (Trained t : all) {
        t.gradient().add_(t.value(), new Scalar(WEIGHT_DECAY));
        t.momentum().mul_(new Scalar(MOMENTUM));
        t.momentum().add_(t.gradient(), new Scalar(1));
        t.value().add_(t.momentum(), new Scalar(-LEARNING_RATE));
      }
    }
  }

  @Override
  public void close() {
    for (Trained t : all) {
      List.of(t.value(), t.gradient(), t.momentum()).forEach(Pointer::releaseReference);
    }
    all.clear();
  }
}
