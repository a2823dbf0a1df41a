package io.evenkeel.views;

/**
 * Resizing along one axis by a triangle as wide as the larger of the two pixels: linear
 * interpolation where an image grows, an average over everything that a new pixel covers where it
 * shrinks.
 */
final class Resampling {
  private final int[] firsts;
  private final float[][] weights;

  private Resampling(int[] firsts, float[][] weights) {
    this.firsts = firsts;
    this.weights = weights;
  }

  /** A picture of another size; the picture itself where it has that size. */
  static Picture resized(Picture picture, int width, int height) {
    if (picture.width() == width && picture.height() == height) {
      return picture;
    }
    int channels = Picture.CHANNELS;
    float[] wide = new float[picture.height() * width * channels];
    Resampling across = between(picture.width(), width);
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < width; x++) {
        float[] weight = across.weights[x];
        int to = (y * width + x) * channels;
        int from = (y * picture.width() + across.firsts[x]) * channels;
        for (float share : weight) {
          for (int c = 0; c < channels; c++) {
            wide[to + c] += share * Byte.toUnsignedInt(picture.rgb()[from++]);
          }
        }
      }
    }
    return new Picture(width, height, shrunkDown(wide, width * channels, picture.height(), height));
  }

  /** The same down the columns, of {@code line} values a row, rounded. */
  private static byte[] shrunkDown(float[] rows, int line, int from, int to) {
    Resampling down = between(from, to);
    byte[] resized = new byte[line * to];
    float[] sum = new float[line];
    for (int y = 0; y < to; y++) {
      java.util.Arrays.fill(sum, 0);
      int row = down.firsts[y];
      for (float share : down.weights[y]) {
        for (int i = 0; i < line; i++) {
          sum[i] += share * rows[row * line + i];
        }
        row++;
      }
      for (int i = 0; i < line; i++) {
        resized[y * line + i] = (byte) Math.round(sum[i]);
      }
    }
    return resized;
  }

  private static Resampling between(int from, int to) {
    double scale = (double) from / to;
    double reach = Math.max(scale, 1);
    int[] firsts = new int[to];
    float[][] weights = new float[to][];
    for (int i = 0; i < to; i++) {
      double center = (i + 0.5) * scale;
      int first = Math.max(0, (int) (center - reach + 0.5));
      int end = Math.min(from, (int) (center + reach + 0.5));
      double[] shares = new double[end - first];
      double sum = 0;
      for (int k = 0; k < shares.length; k++) {
        shares[k] = Math.max(0, 1 - Math.abs((first + k + 0.5 - center) / reach));
        sum += shares[k];
      }
      firsts[i] = first;
      weights[i] = new float[shares.length];
      for (int k = 0; k < shares.length; k++) {
        weights[i][k] = (float) (shares[k] / sum);
      }
    }
    return new Resampling(firsts, weights);
  }
}
