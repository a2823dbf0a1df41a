package io.evenkeel.model;

import io.evenkeel.modality.Role;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A residual network for images (He et al., CVPR 2016) with torchvision's parameter names: stage
 * conv1 is convolution 7×7/2, batch norm, ReLU and max-pool 3/2; layer1 … layer4 are blocks of
 * width, 2·, 4·, 8·width channels within, all but layer1 halving the image.
 *
 * @param width the channels of conv1 and within layer1
 * @param blocks how many each layer has
 * @param block what they are
 */
record ResNet(long width, List<Integer> blocks, Block block) {
  private static final Window STEM = new Window(7, 2, 3);
  private static final Window POOL = new Window(3, 2, 1);

  /** The kinds of blocks. */
  enum Block {
    /** Two convolutions 3×3. */
    BASIC(1),
    /**
     * Convolutions 1×1, 3×3 and 1×1, the last of which gives four times the channels; the second
     * has the stride, as torchvision has it.
     */
    BOTTLENECK(4);

    final int expansion;

    Block(int expansion) {
      this.expansion = expansion;
    }
  }

  /** ResNet-18 with this many channels in its first layer; the published one has 64. */
  static ResNet of18Layers(long width) {
    return new ResNet(width, List.of(2, 2, 2, 2), Block.BASIC);
  }

  /** ResNet-34 likewise. */
  static ResNet of34Layers(long width) {
    return new ResNet(width, List.of(3, 4, 6, 3), Block.BASIC);
  }

  /** ResNet-50 likewise. */
  static ResNet of50Layers(long width) {
    return new ResNet(width, List.of(3, 4, 6, 3), Block.BOTTLENECK);
  }

  List<Stage> declare(ParameterPlan plan, String name, Role role, long channels) {
    List<Stage> stages = new ArrayList<>();
    stages.add(stem(plan, name, role, channels));
    stages.addAll(
        new ResidualBlock.Layers(width, blocks, block.expansion)
            .declare((part, size) -> block(new Units(plan, name + "." + part, role), size)));
    return stages;
  }

  private Stage stem(ParameterPlan plan, String name, Role role, long channels) {
    NormalizedConvolution convolution =
        new NormalizedConvolution(
            Convolution.declareUnbiased(plan, name + ".conv1", role, channels, width, STEM),
            BatchNorm.declare(plan, name + ".bn1", role, width));
    return Stage.of(
        "conv1",
        width,
        (x, mode) -> Functional.maxPool2d(Functional.relu_(convolution.forward(x, mode)), POOL),
        (x, body) -> ScriptText.maxPool2d(ScriptText.relu(convolution.script(x)), POOL),
        List.of(convolution));
  }

  private ResidualBlock block(Units units, ResidualBlock.Size size) {
    Window one = new Window(1, 1, 0);
    Window three = new Window(3, 1, 1);
    Window shrinking = new Window(3, size.stride(), 1);
    long width = size.width();
    List<NormalizedConvolution> convolutions =
        switch (block) {
          case BASIC ->
              List.of(
                  units.of("conv1", "bn1", size.in(), width, shrinking),
                  units.of("conv2", "bn2", width, width, three));
          case BOTTLENECK ->
              List.of(
                  units.of("conv1", "bn1", size.in(), width, one),
                  units.of("conv2", "bn2", width, width, shrinking),
                  units.of("conv3", "bn3", width, size.out(), one));
        };
    Window shortcut = new Window(1, size.stride(), 0);
    return new ResidualBlock(
        convolutions,
        size.isChanging()
            ? Optional.of(units.of("downsample.0", "downsample.1", size.in(), size.out(), shortcut))
            : Optional.empty());
  }

  /** Declares convolutions, each with its batch norm, of one block. */
  private record Units(ParameterPlan plan, String block, Role role) {
    NormalizedConvolution of(String convolution, String norm, long in, long out, Window window) {
      return new NormalizedConvolution(
          Convolution.declareUnbiased(plan, block + "." + convolution, role, in, out, window),
          BatchNorm.declare(plan, block + "." + norm, role, out));
    }
  }
}
