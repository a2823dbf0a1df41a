package io.evenkeel.torch;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * How a window slides over a sequence, an image or a clip.
 *
 * @param spans along each direction: time, or height and width, or time, height and width
 */
public record Window(List<Span> spans) {
  /** Keeps its own copy of the list. */
  public Window {
    spans = List.copyOf(spans);
  }

  /**
   * How a window slides along one direction.
   *
   * @param kernel its edge, in pixels or frames
   * @param stride how far it moves
   * @param padding how many zeros stand before and after
   * @param dilation how far apart the values are that it covers
   */
  public record Span(int kernel, int stride, int padding, int dilation) {
    /** A window that covers neighbours. */
    public Span(int kernel, int stride, int padding) {
      this(kernel, stride, padding, 1);
    }
  }

  /** A square window over an image, the same in both directions. */
  public Window(int kernel, int stride, int padding) {
    this(List.of(new Span(kernel, stride, padding), new Span(kernel, stride, padding)));
  }

  /** A window over a sequence. */
  public static Window overSequence(Span span) {
    return new Window(List.of(span));
  }

  /** A window over a clip, the same along height and width. */
  public static Window overClip(Span time, Span space) {
    return new Window(List.of(time, space, space));
  }

  /** The edges of the window. */
  public long[] kernels() {
    return each(Span::kernel);
  }

  /** How many pixels it covers. */
  public long volume() {
    return Arrays.stream(kernels()).reduce(1, Math::multiplyExact);
  }

  /** How far it moves along each direction. */
  public long[] strides() {
    return each(Span::stride);
  }

  /** How many zeros stand before and after along each direction. */
  public long[] paddings() {
    return each(Span::padding);
  }

  /** How far apart the values are that it covers, along each direction. */
  public long[] dilations() {
    return each(Span::dilation);
  }

  private long[] each(ToLongFunction<Span> value) {
    return spans.stream().mapToLong(value).toArray();
  }
}
