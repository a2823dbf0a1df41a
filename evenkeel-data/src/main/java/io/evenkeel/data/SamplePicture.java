package io.evenkeel.data;

import java.awt.image.BufferedImage;
import java.util.List;

/**
 * One modality of one sample as a picture: [1 or 3, height, width] as pixels, [1 or 3, frames,
 * height, width] as its frames side by side, others as bars.
 */
final class SamplePicture {
  private static final int SMALLEST_SIDE = 84;
  private static final int LARGEST_SIDE = 256;
  private static final int BARS_SIDE = 84;
  private static final int RGB_CHANNELS = 3;
  private static final int IMAGE_DIMS = 3;
  private static final int FRAME_SIDE = 64;
  private static final int FRAME_GAP = 2;
  private static final int BAR = 0x3060a0;
  private static final int GROUND = 0xe8e8e8;

  private final float[] values;
  private final float least;
  private final float greatest;
  private final Layout layout;

  private SamplePicture(float[] values, float least, float greatest, Layout layout) {
    this.values = values;
    this.least = least;
    this.greatest = greatest;
    this.layout = layout;
  }

  private enum Kind {
    PIXELS,
    BARS
  }

  /**
   * Every {@code step}-th pixel of rows and columns, each {@code scale} pixels wide and high;
   * frames side by side.
   */
  private record Layout(
      Kind kind, int channels, int frames, int rows, int columns, int step, int scale) {
    static Layout of(SampleShape shape) {
      List<Integer> dims = shape.dims();
      boolean colored = dims.get(0) == 1 || dims.get(0) == RGB_CHANNELS;
      if (colored && dims.size() == IMAGE_DIMS) {
        return pixels(dims.get(0), 1, dims.subList(1, IMAGE_DIMS), LARGEST_SIDE, SMALLEST_SIDE);
      }
      if (colored && FilmStrip.isVideo(shape)) {
        List<Integer> sides = dims.subList(2, dims.size());
        return pixels(dims.get(0), dims.get(1), sides, FRAME_SIDE, FRAME_SIDE);
      }
      return new Layout(Kind.BARS, 1, 1, BARS_SIDE, BARS_SIDE, 1, 1);
    }

    private static Layout pixels(
        int channels, int frames, List<Integer> sides, int largest, int smallest) {
      int side = Math.max(sides.get(0), sides.get(1));
      int step = (side + largest - 1) / largest;
      int scale = Math.max(1, smallest / side);
      return new Layout(Kind.PIXELS, channels, frames, sides.get(0), sides.get(1), step, scale);
    }

    int frameWidth() {
      return (columns + step - 1) / step * scale;
    }

    int width() {
      return frames * (frameWidth() + FRAME_GAP) - FRAME_GAP;
    }

    int height() {
      return (rows + step - 1) / step * scale;
    }
  }

  /** Pictures of several samples of one shape on one common scale of brightness. */
  static List<SamplePicture> of(SampleShape shape, List<float[]> samples) {
    float least = 0;
    float greatest = 1;
    for (float[] sample : samples) {
      for (float value : sample) {
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
      }
    }
    float from = least;
    float to = greatest;
    Layout layout = Layout.of(shape);
    return samples.stream().map(sample -> new SamplePicture(sample, from, to, layout)).toList();
  }

  int width() {
    return layout.width();
  }

  int height() {
    return layout.height();
  }

  void draw(BufferedImage image, int left, int top) {
    for (int y = 0; y < height(); y++) {
      for (int x = 0; x < width(); x++) {
        image.setRGB(left + x, top + y, layout.kind() == Kind.BARS ? bar(x, y) : pixel(x, y));
      }
    }
  }

  private int pixel(int x, int y) {
    int row = y / layout.scale() * layout.step();
    int frame = x / (layout.frameWidth() + FRAME_GAP);
    int within = x % (layout.frameWidth() + FRAME_GAP);
    if (within >= layout.frameWidth()) {
      return GROUND;
    }
    int column = within / layout.scale() * layout.step();
    int rgb = 0;
    for (int channel = 0; channel < RGB_CHANNELS; channel++) {
      int plane = layout.channels() == 1 ? 0 : channel;
      int line = (plane * layout.frames() + frame) * layout.rows() + row;
      float value = values[line * layout.columns() + column];
      rgb = rgb << Byte.SIZE | Math.round(255 * fraction(value));
    }
    return rgb;
  }

  private int bar(int x, int y) {
    float value = fraction(values[(int) ((long) x * values.length / BARS_SIDE)]);
    float zero = fraction(0);
    float height = (BARS_SIDE - 1 - y) / (float) (BARS_SIDE - 1);
    boolean inside = height >= Math.min(zero, value) && height <= Math.max(zero, value);
    return inside ? BAR : GROUND;
  }

  private float fraction(float value) {
    return Math.max(0, Math.min(1, (value - least) / (greatest - least)));
  }
}
