package io.evenkeel.model;

import io.evenkeel.modality.Role;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A residual network of basic blocks (He et al., CVPR 2016) with torchvision's parameter names:
 * stage conv1 is convolution 7×7/2, batch norm, ReLU and max-pool 3/2; layer1 … layer4 are blocks
 * of width, 2·, 4·, 8·width channels, all but layer1 halving the image.
 *
 * @param width the channels of conv1 and layer1
 * @param blocks how many each layer has
 */
record ResNet(long width, List<Integer> blocks) {
  static final Window STEM = new Window(7, 2, 3);
  static final Window POOL = new Window(3, 2, 1);

  /** ResNet-18 with this many channels in its first layer; the published one has 64. */
  static ResNet of18Layers(long width) {
    return new ResNet(width, List.of(2, 2, 2, 2));
  }

  List<Stage> declare(ParameterPlan plan, String name, Role role, long channels) {
    List<Stage> stages = new ArrayList<>();
    stages.add(stem(plan, name, role, channels));
    stages.addAll(
        ResidualBlock.layers(
            width,
            blocks,
            (block, in, out, stride) -> block(plan, name + "." + block, role, in, out, stride)));
    return stages;
  }

  private Stage stem(ParameterPlan plan, String name, Role role, long channels) {
    NormalizedConvolution convolution =
        new NormalizedConvolution(
            Convolution.declareUnbiased(plan, name + ".conv1", role, channels, width, STEM),
            BatchNorm.declare(plan, name + ".bn1", role, width));
    return new Stage(
        "conv1",
        width,
        (x, mode) -> Functional.maxPool2d(Functional.relu_(convolution.forward(x, mode)), POOL),
        List.of(convolution));
  }

  private static ResidualBlock block(
      ParameterPlan plan, String name, Role role, long in, long out, int stride) {
    Window halving = new Window(3, stride, 1);
    var conv1 = Convolution.declareUnbiased(plan, name + ".conv1", role, in, out, halving);
    var bn1 = BatchNorm.declare(plan, name + ".bn1", role, out);
    var conv2 =
        Convolution.declareUnbiased(plan, name + ".conv2", role, out, out, new Window(3, 1, 1));
    var bn2 = BatchNorm.declare(plan, name + ".bn2", role, out);
    return new ResidualBlock(
        new NormalizedConvolution(conv1, bn1),
        new NormalizedConvolution(conv2, bn2),
        stride == 1 && in == out
            ? Optional.empty()
            : Optional.of(shortcut(plan, name + ".downsample", role, in, out, stride)));
  }

  private static NormalizedConvolution shortcut(
      ParameterPlan plan, String name, Role role, long in, long out, int stride) {
    return new NormalizedConvolution(
        Convolution.declareUnbiased(plan, name + ".0", role, in, out, new Window(1, stride, 0)),
        BatchNorm.declare(plan, name + ".1", role, out));
  }
}
