package io.evenkeel.model;

import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * ReLU(bn_n(conv_n(… ReLU(bn1(conv1(x))) …)) + x), x brought to the output's shape where they
 * differ: basic blocks of two convolutions and bottlenecks of three (He et al., CVPR 2016).
 *
 * @param convolutions in order
 * @param downsample what brings x to the output's shape
 */
record ResidualBlock(
    List<NormalizedConvolution> convolutions, Optional<NormalizedConvolution> downsample) {
  ResidualBlock {
    convolutions = List.copyOf(convolutions);
  }

  /**
   * The channels and the stride of a block.
   *
   * @param in of its input
   * @param width of its convolutions within
   * @param out of its output
   * @param stride by how much it shrinks the image or clip
   */
  record Size(long in, long width, long out, int stride) {
    /** Whether the input has another shape than the output. */
    boolean isChanging() {
      return stride != 1 || in != out;
    }
  }

  /** Declares one block of an encoder. */
  @FunctionalInterface
  interface Declaration {
    ResidualBlock of(String name, Size size);
  }

  /**
   * The layers of a residual network.
   *
   * @param width the channels within layer1, and of what comes before it
   * @param blocks how many each layer has
   * @param expansion how many times the channels within a block it gives
   */
  record Layers(long width, List<Integer> blocks, int expansion) {
    Layers {
      blocks = List.copyOf(blocks);
    }

    /** Stages layer1 … of width, 2·, 4·, … width channels, all but layer1 halving image or clip. */
    List<Stage> declare(Declaration declaration) {
      List<Stage> layers = new ArrayList<>();
      long in = width;
      for (int k = 0; k < blocks.size(); k++) {
        long inner = width << k;
        String layer = "layer" + (k + 1);
        List<ResidualBlock> row = new ArrayList<>();
        for (int b = 0; b < blocks.get(k); b++) {
          Size size = new Size(in, inner, inner * expansion, k > 0 && b == 0 ? 2 : 1);
          row.add(declaration.of(layer + "." + b, size));
          in = size.out();
        }
        layers.add(
            Stage.of(
                layer,
                in,
                (x, mode) -> through(row, x, mode),
                (x, body) -> script(row, x, body),
                row.stream().flatMap(ResidualBlock::all).toList()));
      }
      return layers;
    }
  }

  private static Tensor through(List<ResidualBlock> blocks, Tensor input, Mode mode) {
    Tensor x = input;
    for (ResidualBlock block : blocks) {
      x = block.forward(x, mode);
    }
    return x;
  }

  private static String script(List<ResidualBlock> blocks, String input, ScriptBody body) {
    String x = input;
    for (ResidualBlock block : blocks) {
      x = body.let(block.script(x));
    }
    return x;
  }

  private Stream<NormalizedConvolution> all() {
    return Stream.concat(convolutions.stream(), downsample.stream());
  }

  private Tensor forward(Tensor x, Mode mode) {
    int last = convolutions.size() - 1;
    Tensor hidden = x;
    for (NormalizedConvolution convolution : convolutions.subList(0, last)) {
      hidden = Functional.relu_(convolution.forward(hidden, mode));
    }
    Tensor sum = convolutions.get(last).forward(hidden, mode);
    sum.add_(downsample.map(d -> d.forward(x, mode)).orElse(x), 1);
    return Functional.relu_(sum);
  }

  private String script(String x) {
    int last = convolutions.size() - 1;
    String hidden = x;
    for (NormalizedConvolution convolution : convolutions.subList(0, last)) {
      hidden = ScriptText.relu(convolution.script(hidden));
    }
    String change = convolutions.get(last).script(hidden);
    return ScriptText.relu(change + " + " + downsample.map(d -> d.script(x)).orElse(x));
  }
}
