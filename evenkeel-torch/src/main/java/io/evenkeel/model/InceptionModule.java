package io.evenkeel.model;

import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Tensor;
import io.evenkeel.torch.Window;
import java.util.List;

/**
 * Four ways through a module side by side, put together along the channels: a 1×1×1 convolution;
 * twice a 1×1×1 and a 3×3×3 one; a max-pool 3×3×3 and a 1×1×1 one. Batch norm and ReLU follow every
 * convolution.
 */
record InceptionModule(
    NormalizedConvolution b0,
    NormalizedConvolution b1a,
    NormalizedConvolution b1b,
    NormalizedConvolution b2a,
    NormalizedConvolution b2b,
    NormalizedConvolution b3b) {
  private static final Window POOL = new I3dUnits.Cube(3, 1).window();

  /** How many channels each convolution gives. */
  record Widths(long b0, long b1a, long b1b, long b2a, long b2b, long b3b) {
    long out() {
      return b0 + b1b + b2b + b3b;
    }
  }

  static InceptionModule declare(I3dUnits units, long in, Widths widths) {
    var one = new I3dUnits.Cube(1, 1);
    var three = new I3dUnits.Cube(3, 1);
    return new InceptionModule(
        units.unit("b0", in, widths.b0(), one),
        units.unit("b1a", in, widths.b1a(), one),
        units.unit("b1b", widths.b1a(), widths.b1b(), three),
        units.unit("b2a", in, widths.b2a(), one),
        units.unit("b2b", widths.b2a(), widths.b2b(), three),
        units.unit("b3b", in, widths.b3b(), one));
  }

  List<NormalizedConvolution> convolutions() {
    return List.of(b0, b1a, b1b, b2a, b2b, b3b);
  }

  Tensor forward(Tensor x, Mode mode) {
    return Functional.concatenate(
        List.of(
            rectified(b0, x, mode),
            rectified(b1b, rectified(b1a, x, mode), mode),
            rectified(b2b, rectified(b2a, x, mode), mode),
            rectified(b3b, SamePadding.maxPool(x, POOL), mode)),
        1);
  }

  String script(String x, ScriptBody body) {
    return ScriptText.concatenated(
        List.of(
            rectified(b0, x),
            rectified(b1b, rectified(b1a, x)),
            rectified(b2b, rectified(b2a, x)),
            rectified(b3b, SamePadding.scriptMaxPool(x, POOL, body))));
  }

  private static String rectified(NormalizedConvolution unit, String x) {
    return ScriptText.relu(unit.script(x));
  }

  private static Tensor rectified(NormalizedConvolution unit, Tensor x, Mode mode) {
    return Functional.relu_(unit.forward(x, mode));
  }
}
