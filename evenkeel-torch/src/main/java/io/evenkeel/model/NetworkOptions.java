package io.evenkeel.model;

import io.evenkeel.torch.Precision;
import java.util.List;

/**
 * How a network is laid out, beyond what a recipe says.
 *
 * @param precision the floating-point format
 * @param widths the channels of each stage of an encoder; empty takes the encoder's own
 */
public record NetworkOptions(Precision precision, List<Long> widths) {
  /** Keeps its own copy of the list. */
  public NetworkOptions {
    widths = List.copyOf(widths);
  }

  /** Single precision and the encoders' own widths. */
  public static NetworkOptions standard() {
    return new NetworkOptions(Precision.FLOAT32, List.of());
  }
}
