package io.evenkeel.model;

import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * ReLU(bn2(conv2(ReLU(bn1(conv1(x))))) + x), x brought to the output's shape where they differ (He
 * et al., CVPR 2016).
 *
 * @param downsample what brings it there
 */
record ResidualBlock(
    NormalizedConvolution conv1,
    NormalizedConvolution conv2,
    Optional<NormalizedConvolution> downsample) {

  /** Declares one block of an encoder. */
  @FunctionalInterface
  interface Declaration {
    ResidualBlock of(String name, long in, long out, int stride);
  }

  /**
   * Stages layer1 … of width, 2·, 4·, … width channels, all but layer1 halving the image or clip.
   *
   * @param blocks how many each layer has
   */
  static List<Stage> layers(long width, List<Integer> blocks, Declaration declaration) {
    List<Stage> layers = new ArrayList<>();
    long in = width;
    for (int k = 0; k < blocks.size(); k++) {
      long out = width << k;
      String layer = "layer" + (k + 1);
      List<ResidualBlock> row = new ArrayList<>();
      for (int b = 0; b < blocks.get(k); b++) {
        row.add(declaration.of(layer + "." + b, in, out, k > 0 && b == 0 ? 2 : 1));
        in = out;
      }
      layers.add(
          new Stage(
              layer,
              out,
              (x, mode) -> through(row, x, mode),
              row.stream().flatMap(ResidualBlock::convolutions).toList()));
    }
    return layers;
  }

  private static Tensor through(List<ResidualBlock> blocks, Tensor input, Mode mode) {
    Tensor x = input;
    for (ResidualBlock block : blocks) {
      x = block.forward(x, mode);
    }
    return x;
  }

  private Stream<NormalizedConvolution> convolutions() {
    return Stream.concat(Stream.of(conv1, conv2), downsample.stream());
  }

  private Tensor forward(Tensor x, Mode mode) {
    Tensor hidden = Functional.relu_(conv1.forward(x, mode));
    Tensor sum = conv2.forward(hidden, mode);
    sum.add_(downsample.map(d -> d.forward(x, mode)).orElse(x), 1);
    return Functional.relu_(sum);
  }
}
