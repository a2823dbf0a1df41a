package io.evenkeel.model;

import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Tensor;
import io.evenkeel.torch.Window;
import io.evenkeel.torch.Window.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * The zeros that TensorFlow's SAME padding puts around one direction, so that a window of stride s
 * gives ⌈size / s⌉ values; an odd one more behind than before.
 */
record SamePadding(int before, int after) {

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
}
