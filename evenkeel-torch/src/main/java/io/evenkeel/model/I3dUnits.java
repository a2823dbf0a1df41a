package io.evenkeel.model;

import io.evenkeel.modality.Role;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Tensor;
import io.evenkeel.torch.Window;
import io.evenkeel.torch.Window.Span;

/**
 * Declares what an I3D is made of: 3-D convolutions, each with its batch norm, named as in the
 * port.
 *
 * @param name what the names of the parameters begin with
 */
record I3dUnits(ParameterPlan plan, String name, Role role) {
  /** The port's: running statistics move by a hundredth a step. */
  private static final Functional.BatchNorm.Constants NORM =
      new Functional.BatchNorm.Constants(0.01, 1e-3);

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

    /** The same in TorchScript. */
    String scriptPadded(String clip, ScriptBody body) {
      return stride == 1 ? clip : SamePadding.scriptAround(clip, kernel, stride, body);
    }
  }

  /** The units of a part of the network. */
  I3dUnits in(String part) {
    return new I3dUnits(plan, name + "." + part, role);
  }

  NormalizedConvolution unit(String unit, long in, long out, Cube cube) {
    String prefix = name + "." + unit;
    return new NormalizedConvolution(
        Convolution.declareUniform(plan, prefix + ".conv3d", role, in, out, cube.window()),
        BatchNorm.declare(plan, prefix + ".bn", role, out, NORM));
  }
}
