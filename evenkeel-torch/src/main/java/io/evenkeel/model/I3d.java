package io.evenkeel.model;

import io.evenkeel.modality.Role;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Tensor;
import io.evenkeel.torch.Window;
import io.evenkeel.torch.Window.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Inception-v1 with its windows inflated to clips (I3D of Carreira & Zisserman, CVPR 2017), with
 * the stages and parameter names of its widely used port to PyTorch; every window has TensorFlow's
 * SAME padding.
 *
 * <p>The published network averages windows of 2 frames and 7×7 pixels, takes logits of each by a
 * 1×1×1 convolution, and averages those over time. Means and convolution being linear, the logits
 * of the mean are the same: stage avg_pool gives the mean, and the head is a linear layer. At 224
 * pixels the last features have 7×7 pixels; at other sizes the mean is likewise over all there are.
 * The dropout of the port before the logits is left out.
 *
 * @param width the channels of Conv3d_1a_7x7, to which those of the other stages are in proportion;
 *     the published network has 64
 */
record I3d(long width) {
  /** The last features have then the two frames that the average takes. */
  static final int LEAST_FRAMES = 9;

  private static final int PUBLISHED_WIDTH = 64;
  private static final Window EDGES = Window.overClip(new Span(1, 1, 0), new Span(3, 2, 0));
  private static final Window THREE = cube(3, 2);
  private static final Window TWO = cube(2, 2);

  private static Window cube(int kernel, int stride) {
    Span span = new Span(kernel, stride, 0);
    return Window.overClip(span, span);
  }

  List<Stage> declare(ParameterPlan plan, String name, Role role, long channels) {
    Row row = new Row(this, new I3dUnits(plan, name, role), channels);
    row.convolution("Conv3d_1a_7x7", 7, 2, 64);
    row.pool("MaxPool3d_2a_3x3", EDGES);
    row.convolution("Conv3d_2b_1x1", 1, 1, 64);
    row.convolution("Conv3d_2c_3x3", 3, 1, 192);
    row.pool("MaxPool3d_3a_3x3", EDGES);
    row.module("Mixed_3b", 64, 96, 128, 16, 32, 32);
    row.module("Mixed_3c", 128, 128, 192, 32, 96, 64);
    row.pool("MaxPool3d_4a_3x3", THREE);
    row.module("Mixed_4b", 192, 96, 208, 16, 48, 64);
    row.module("Mixed_4c", 160, 112, 224, 24, 64, 64);
    row.module("Mixed_4d", 128, 128, 256, 24, 64, 64);
    row.module("Mixed_4e", 112, 144, 288, 32, 64, 64);
    row.module("Mixed_4f", 256, 160, 320, 32, 128, 128);
    row.pool("MaxPool3d_5a_2x2", TWO);
    row.module("Mixed_5b", 256, 160, 320, 32, 128, 128);
    row.module("Mixed_5c", 384, 192, 384, 48, 128, 128);
    row.stages.add(Stage.of("avg_pool", row.channels, (x, mode) -> pooled(x), I3d::scriptPooled));
    return row.stages;
  }

  /** So many channels of the published network, in proportion; at least one. */
  private long scaled(long channels) {
    return Math.max(1, Math.round((double) channels * width / PUBLISHED_WIDTH));
  }

  /**
   * (batch, channels, time, height, width) → (batch, channels): the mean over time of the means of
   * every two frames, in which the first and the last frame count half.
   */
  private static Tensor pooled(Tensor features) {
    Tensor frames = features.mean(3, 4).permute(0, 2, 1);
    long pairs = frames.shape()[1] - 1;
    Tensor earlier = frames.columns(0, pairs).mean(1);
    return earlier.plus(frames.columns(1, pairs).mean(1)).times(0.5);
  }

  private static String scriptPooled(String features, ScriptBody body) {
    String frames = body.let("torch.mean(" + features + ", [3, 4])");
    return "torch.mean((%1$s[:, :, :-1] + %1$s[:, :, 1:]) * 0.5, [2])".formatted(frames);
  }

  /** The stages declared so far. */
  private static final class Row {
    private final I3d network;
    private final I3dUnits units;
    private final List<Stage> stages = new ArrayList<>();
    private long channels;

    private Row(I3d network, I3dUnits units, long channels) {
      this.network = network;
      this.units = units;
      this.channels = channels;
    }

    private void convolution(String stage, int kernel, int stride, long out) {
      var window = new I3dUnits.Cube(kernel, stride);
      var unit = units.unit(stage, channels, network.scaled(out), window);
      channels = network.scaled(out);
      stages.add(
          Stage.of(
              stage,
              channels,
              (x, mode) -> Functional.relu_(unit.forward(window.padded(x), mode)),
              (x, body) -> ScriptText.relu(unit.script(window.scriptPadded(x, body))),
              List.of(unit)));
    }

    private void pool(String stage, Window window) {
      stages.add(
          Stage.of(
              stage,
              channels,
              (x, mode) -> SamePadding.maxPool(x, window),
              (x, body) -> SamePadding.scriptMaxPool(x, window, body)));
    }

    private void module(String stage, long b0, long b1a, long b1b, long b2a, long b2b, long b3b) {
      var widths =
          new InceptionModule.Widths(
              network.scaled(b0),
              network.scaled(b1a),
              network.scaled(b1b),
              network.scaled(b2a),
              network.scaled(b2b),
              network.scaled(b3b));
      InceptionModule module = InceptionModule.declare(units.in(stage), channels, widths);
      channels = widths.out();
      stages.add(Stage.of(stage, channels, module::forward, module::script, module.convolutions()));
    }
  }
}
