package io.evenkeel.model;

import io.evenkeel.torch.Tensor;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A named part of an encoder, after which a fusion module can stand.
 *
 * @param name what recipes call it: "conv3"
 * @param channels the size of the second dimension of what it gives
 * @param forward what it computes
 * @param script the same in evaluation as TorchScript
 * @param foldable those of its convolutions whose batch norm can be folded in for evaluation
 */
record Stage(
    String name,
    long channels,
    Forward forward,
    Script script,
    List<NormalizedConvolution> foldable) {
  Stage {
    foldable = List.copyOf(foldable);
  }

  /** From its input and the mode to its output. */
  @FunctionalInterface
  interface Forward {
    Activation apply(Activation input, Mode mode);
  }

  /** Writes statements from its input to its output. */
  @FunctionalInterface
  interface Script {
    ScriptActivation write(ScriptActivation input, ScriptBody body);
  }

  /** A stage in which evaluation does just what training does. */
  Stage(String name, long channels, Forward forward, Script script) {
    this(name, channels, forward, script, List.of());
  }

  /** A stage that knows no padding, such as one of images. */
  static Stage of(
      String name,
      long channels,
      BiFunction<Tensor, Mode, Tensor> forward,
      BiFunction<String, ScriptBody, String> script) {
    return of(name, channels, forward, script, List.of());
  }

  /** The same with convolutions whose batch norm can be folded in. */
  static Stage of(
      String name,
      long channels,
      BiFunction<Tensor, Mode, Tensor> forward,
      BiFunction<String, ScriptBody, String> script,
      List<NormalizedConvolution> foldable) {
    return new Stage(
        name,
        channels,
        (x, mode) -> x.with(forward.apply(x.values(), mode)),
        (x, body) -> x.with(script.apply(x.values(), body), body),
        foldable);
  }
}
