package io.evenkeel.model;

import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Tensor;
import io.evenkeel.torch.Window;
import io.evenkeel.torch.Window.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The zeros that TensorFlow's SAME padding puts around one direction, so that a window of stride s
 * gives ⌈size / s⌉ values; an odd one more behind than before.
 */
record SamePadding(int before, int after) {
  /** How many zeros there are, before and after together, as a method of TorchScript. */
  private static final String TOTAL =
      """
      def same(self, size: int, kernel: int, stride: int) -> int:
        return max((-(-size // stride) - 1) * stride + kernel - size, 0)
      """;

  static SamePadding of(long size, int kernel, int stride) {
    long rest = size % stride;
    int total = (int) Math.max(kernel - (rest == 0 ? stride : rest), 0);
    return new SamePadding(total / 2, total - total / 2);
  }

  /** A clip (batch, channels, time, height, width) with the zeros that a cubic window needs. */
  static Tensor around(Tensor clip, int kernel, int stride) {
    long[] shape = clip.shape();
    long[] widths = new long[6];
    for (int k = 0; k < 3; k++) {
      SamePadding padding = of(shape[shape.length - 1 - k], kernel, stride);
      widths[2 * k] = padding.before();
      widths[2 * k + 1] = padding.after();
    }
    return Functional.pad(clip, widths);
  }

  /**
   * The largest value under a window with this padding.
   *
   * <p>The port puts zeros there. The features of an I3D come out of a ReLU, so that a zero never
   * is larger than all there is, nor is it where an MMTM has scaled them: windows reach over the
   * edge instead, which spares the copy. Where a FiLM module has shifted features below zero, for
   * which the port has no rule, what lies beyond the edge counts for nothing.
   *
   * @param window its paddings have no meaning
   */
  static Tensor maxPool(Tensor clip, Window window) {
    long[] shape = clip.shape();
    List<Span> padded = new ArrayList<>();
    for (Span span : window.spans()) {
      long size = shape[2 + padded.size()];
      padded.add(
          new Span(span.kernel(), span.stride(), of(size, span.kernel(), span.stride()).before()));
    }
    return Functional.maxPool3d(clip, new Window(padded));
  }

  /** As {@link #around}, in TorchScript. */
  static String scriptAround(String clip, int kernel, int stride, ScriptBody body) {
    StringBuilder widths = new StringBuilder();
    for (int dim = 4; dim > 1; dim--) {
      String total = scriptTotal(clip, dim, new Span(kernel, stride, 0), body);
      widths.append(dim == 4 ? "" : ", ").append("%1$s // 2, %1$s - %1$s // 2".formatted(total));
    }
    return "torch.constant_pad_nd(%s, [%s], 0.)".formatted(clip, widths);
  }

  /** As {@link #maxPool}, in TorchScript. */
  static String scriptMaxPool(String clip, Window window, ScriptBody body) {
    List<String> before = new ArrayList<>();
    for (Span span : window.spans()) {
      before.add(scriptTotal(clip, 2 + before.size(), span, body) + " // 2");
    }
    return "torch.max_pool3d(%s, %s, %s, %s, [1, 1, 1], True)"
        .formatted(
            clip, Arrays.toString(window.kernels()), Arrays.toString(window.strides()), before);
  }

  private static String scriptTotal(String clip, int dim, Span span, ScriptBody body) {
    body.define(TOTAL);
    return body.let(
        "self.same(%s.size(%d), %d, %d)".formatted(clip, dim, span.kernel(), span.stride()));
  }
}
