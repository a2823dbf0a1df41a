package io.evenkeel.model;

import io.evenkeel.torch.Tensor;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A named part of an encoder, after which a fusion module can stand.
 *
 * @param name what recipes call it: "conv3"
 * @param channels the size of the second dimension of what it gives
 * @param forward from its input and the mode to its output
 * @param foldable those of its convolutions whose batch norm can be folded in for evaluation
 */
record Stage(
    String name,
    long channels,
    BiFunction<Tensor, Mode, Tensor> forward,
    List<NormalizedConvolution> foldable) {
  Stage {
    foldable = List.copyOf(foldable);
  }

  /** A stage in which evaluation does just what training does. */
  Stage(String name, long channels, BiFunction<Tensor, Mode, Tensor> forward) {
    this(name, channels, forward, List.of());
  }
}
