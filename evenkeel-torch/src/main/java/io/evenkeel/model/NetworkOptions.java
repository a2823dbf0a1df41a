package io.evenkeel.model;

import io.evenkeel.torch.Device;
import io.evenkeel.torch.Precision;
import java.util.List;

/**
 * How a network is laid out, beyond what a recipe says.
 *
 * @param precision the floating-point format
 * @param widths the channels of each stage of an encoder; empty takes the encoder's own
 * @param device where its memory is
 * @param methodTensors what the method of training keeps in its memory
 * @param prediction how its branches predict together
 */
public record NetworkOptions(
    Precision precision,
    List<Long> widths,
    Device device,
    MethodTensors methodTensors,
    PredictionRule prediction) {
  /** Keeps its own copy of the list. */
  public NetworkOptions {
    widths = List.copyOf(widths);
  }

  /** On the processor. */
  public NetworkOptions(Precision precision, List<Long> widths) {
    this(precision, widths, Device.cpu(), MethodTensors.none(), PredictionRule.MEAN);
  }

  /** Single precision and the encoders' own widths, on the processor. */
  public static NetworkOptions standard() {
    return on(Device.cpu());
  }

  /** Single precision and the encoders' own widths. */
  public static NetworkOptions on(Device device) {
    return new NetworkOptions(
        Precision.FLOAT32, List.of(), device, MethodTensors.none(), PredictionRule.MEAN);
  }

  /** The same with other widths. */
  NetworkOptions withWidths(List<Long> newWidths) {
    return new NetworkOptions(precision, newWidths, device, methodTensors, prediction);
  }

  /** The same with memory for a method of training. */
  public NetworkOptions with(MethodTensors tensors) {
    return new NetworkOptions(precision, widths, device, tensors, prediction);
  }

  /** The same with another rule of prediction. */
  public NetworkOptions with(PredictionRule rule) {
    return new NetworkOptions(precision, widths, device, methodTensors, rule);
  }
}
