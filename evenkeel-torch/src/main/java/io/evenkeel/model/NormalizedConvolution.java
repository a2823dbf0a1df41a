package io.evenkeel.model;

import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Owner;
import io.evenkeel.torch.Tensor;
import java.util.Arrays;
import java.util.Optional;

/**
 * A convolution without bias and the batch norm that follows it.
 *
 * <p>In evaluation a batch norm is a scale and a shift of each channel. {@link #fold} multiplies
 * them into weights and bias of the convolution, once for many batches, which spares the norm its
 * own way through memory.
 */
final class NormalizedConvolution {
  private final Convolution convolution;
  private final BatchNorm norm;
  private Optional<Folded> folded = Optional.empty();

  private record Folded(Tensor weight, Tensor bias) {}

  NormalizedConvolution(Convolution convolution, BatchNorm norm) {
    this.convolution = convolution;
    this.norm = norm;
  }

  /** (batch, in, space…) → (batch, out, …), normalised. */
  Tensor forward(Tensor input, Mode mode) {
    if (mode == Mode.EVALUATE && folded.isPresent()) {
      Folded both = folded.get();
      return convolution.apply(input, both.weight(), Optional.of(both.bias()));
    }
    return norm.forward(convolution.forward(input), mode);
  }

  /** What evaluation does, in TorchScript. */
  String script(String input) {
    return norm.script(convolution.script(input));
  }

  /** Evaluates in one operation until {@link #unfold}; weights must not change in between. */
  void fold(Owner owner) {
    Functional.ScaleAndShift norms = norm.evaluated();
    Tensor weight = convolution.weight().value().detach();
    long[] perOutput = new long[weight.shape().length];
    Arrays.fill(perOutput, 1);
    perOutput[0] = norms.scale().count();
    folded =
        Optional.of(
            new Folded(
                owner.keep(weight.times(norms.scale().view(perOutput))),
                owner.keep(norms.shift())));
  }

  /** Evaluates convolution and norm one after the other again. */
  void unfold() {
    folded = Optional.empty();
  }
}
