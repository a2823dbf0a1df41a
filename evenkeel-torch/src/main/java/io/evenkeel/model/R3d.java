package io.evenkeel.model;

import io.evenkeel.modality.Role;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Window;
import io.evenkeel.torch.Window.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A residual network of 3-D convolutions for clips (R3D-18 of Tran et al., CVPR 2018) with
 * torchvision's parameter names: stage stem is convolution 3×7×7 that halves the pixels but not the
 * frames, batch norm and ReLU; layer1 … layer4 are two blocks each of width, 2·, 4·, 8·width
 * channels, all but layer1 halving frames and pixels.
 *
 * @param width the channels of stem and layer1; the published network has 64
 */
record R3d(long width) {
  private static final List<Integer> BLOCKS = List.of(2, 2, 2, 2);
  private static final Window STEM = Window.overClip(new Span(3, 1, 1), new Span(7, 2, 3));

  List<Stage> declare(ParameterPlan plan, String name, Role role, long channels) {
    List<Stage> stages = new ArrayList<>();
    NormalizedConvolution stem =
        normalized(plan, name + ".stem", role, new Size(channels, width, STEM));
    stages.add(
        Stage.of(
            "stem",
            width,
            (x, mode) -> Functional.relu_(stem.forward(x, mode)),
            (x, body) -> ScriptText.relu(stem.script(x)),
            List.of(stem)));
    stages.addAll(
        new ResidualBlock.Layers(width, BLOCKS, 1)
            .declare((block, size) -> block(plan, name + "." + block, role, size)));
    return stages;
  }

  private static ResidualBlock block(
      ParameterPlan plan, String name, Role role, ResidualBlock.Size block) {
    long in = block.in();
    long out = block.out();
    int stride = block.stride();
    return new ResidualBlock(
        List.of(
            normalized(plan, name + ".conv1", role, new Size(in, out, cube(3, stride, 1))),
            normalized(plan, name + ".conv2", role, new Size(out, out, cube(3, 1, 1)))),
        block.isChanging()
            ? Optional.of(
                normalized(plan, name + ".downsample", role, new Size(in, out, cube(1, stride, 0))))
            : Optional.empty());
  }

  private record Size(long in, long out, Window window) {}

  /** As torchvision numbers them: convolution 0, batch norm 1. */
  private static NormalizedConvolution normalized(
      ParameterPlan plan, String name, Role role, Size size) {
    return new NormalizedConvolution(
        Convolution.declareUnbiased(plan, name + ".0", role, size.in(), size.out(), size.window()),
        BatchNorm.declare(plan, name + ".1", role, size.out()));
  }

  private static Window cube(int kernel, int stride, int padding) {
    Span span = new Span(kernel, stride, padding);
    return Window.overClip(span, span);
  }
}
