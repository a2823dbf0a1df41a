package io.evenkeel.model;

import io.evenkeel.modality.Role;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Tensor;
import io.evenkeel.torch.Window;
import io.evenkeel.torch.Window.Span;
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
  static final Window POOL = new Cube(3, 1).window();
  static final Functional.BatchNorm.Constants NORM = new Functional.BatchNorm.Constants(0.01, 1e-3);

  /** How many channels each convolution gives. */
  record Widths(long b0, long b1a, long b1b, long b2a, long b2b, long b3b) {
    long out() {
      return b0 + b1b + b2b + b3b;
    }
  }

  /** A window as long as it is high and wide. */
  record Cube(int kernel, int stride) {
    /** Padded itself where that fits a clip of any size: at stride 1, as every kernel is odd. */
    Window window() {
      Span span = new Span(kernel, stride, stride == 1 ? (kernel - 1) / 2 : 0);
      return Window.overClip(span, span);
    }

    /** A clip with what {@link #window} leaves to pad. */
    Tensor padded(Tensor clip) {
      return stride == 1 ? clip : SamePadding.around(clip, kernel, stride);
    }
  }

  /** Where parameters are declared, behind which name. */
  record Place(ParameterPlan plan, String name, Role role) {
    Place in(String part) {
      return new Place(plan, name + "." + part, role);
    }

    /** A convolution and its batch norm, named as in the port. */
    NormalizedConvolution unit(String unit, long in, long out, Cube cube) {
      String prefix = name + "." + unit;
      return new NormalizedConvolution(
          Convolution.declareUniform(plan, prefix + ".conv3d", role, in, out, cube.window()),
          BatchNorm.declare(plan, prefix + ".bn", role, out, NORM));
    }
  }

  static InceptionModule declare(Place place, long in, Widths widths) {
    Cube one = new Cube(1, 1);
    Cube three = new Cube(3, 1);
    return new InceptionModule(
        place.unit("b0", in, widths.b0(), one),
        place.unit("b1a", in, widths.b1a(), one),
        place.unit("b1b", widths.b1a(), widths.b1b(), three),
        place.unit("b2a", in, widths.b2a(), one),
        place.unit("b2b", widths.b2a(), widths.b2b(), three),
        place.unit("b3b", in, widths.b3b(), one));
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

  private static Tensor rectified(NormalizedConvolution unit, Tensor x, Mode mode) {
    return Functional.relu_(unit.forward(x, mode));
  }
}
