package io.evenkeel.bench;

import io.evenkeel.data.Batch;
import io.evenkeel.modality.Modality;
import io.evenkeel.model.Parameter;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Owner;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import io.evenkeel.torch.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The encoders of the MNIST pair without fusion, on tensors of their own whose layout can be
 * chosen: what the layout of {@code FlatBuffers} is compared with. The batch norm on the input is
 * left out, since it moves values and not their layout.
 */
final class LayoutPair implements AutoCloseable {
  private final Owner owner = new Owner();
  private final Layout layout;
  private final List<Tensor> gradients = new ArrayList<>();
  private final Map<String, Tensor> values = new HashMap<>();

  /** Where the channels of convolution weights and of inputs lie. */
  enum Layout {
    CHANNELS_FIRST,
    WEIGHTS_CHANNELS_LAST,
    ALL_CHANNELS_LAST
  }

  LayoutPair(List<Parameter> parameters, Layout layout) {
    this.layout = layout;
    try (Scope scope = Scope.open();
        var off = io.evenkeel.torch.Gradients.off()) {
      for (Parameter p : parameters) {
        if (p.role().isPresent()) {
          long[] shape = p.shape().stream().mapToLong(Long::longValue).toArray();
          Tensor value = laidOut(Tensor.of(p.value().detach().toFloats(), shape));
          Tensor gradient = owner.keep(value.copy());
          gradients.add(gradient);
          values.put(p.name(), owner.keep(value.leafWithGradient(gradient)));
        }
      }
    }
  }

  private Tensor laidOut(Tensor tensor) {
    boolean image = tensor.shape().length == 4;
    return image && layout != Layout.CHANNELS_FIRST ? tensor.channelsLast() : tensor;
  }

  /** Forward and backward pass of both branches; gives the loss. */
  double forwardAndBackward(Batch batch) {
    try (Scope scope = Scope.open()) {
      Tensor labels = Tensor.of(batch.labels());
      Tensor loss =
          batch.inputs().modalities().stream()
              .map(modality -> Functional.crossEntropy(logits(modality, batch), labels))
              .reduce(Tensor::plus)
              .orElseThrow();
      gradients.forEach(Tensor::zero_);
      loss.backward();
      return loss.item();
    }
  }

  private Tensor logits(Modality modality, Batch batch) {
    float[] pixels = batch.inputs().get(modality);
    long edge = 28;
    long channels = pixels.length / (batch.size() * edge * edge);
    Tensor input = Tensor.of(pixels, batch.size(), channels, edge, edge);
    Tensor x = layout == Layout.ALL_CHANNELS_LAST ? input.channelsLast() : input;
    String encoder = "encoders." + modality;
    x = convolution(x, encoder + ".conv1", new Window(5, 1, 2));
    x = Functional.relu_(Functional.maxPool2d(x, new Window(3, 2, 1)));
    x = Functional.relu_(convolution(x, encoder + ".conv2", new Window(3, 1, 1)));
    x = Functional.relu_(convolution(x, encoder + ".conv3", new Window(3, 2, 1)));
    x = Functional.relu_(convolution(x, encoder + ".conv4", new Window(3, 1, 1)));
    String head = "heads." + modality;
    return Functional.linear(x.mean(2, 3), value(head + ".weight"), value(head + ".bias"));
  }

  private Tensor convolution(Tensor x, String name, Window window) {
    return Functional.conv2d(
        x, value(name + ".weight"), Optional.of(value(name + ".bias")), window);
  }

  private Tensor value(String name) {
    Tensor value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("no parameter " + name + " among " + values.keySet());
    }
    return value;
  }

  @Override
  public void close() {
    owner.close();
  }
}
