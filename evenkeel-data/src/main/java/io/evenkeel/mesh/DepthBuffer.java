package io.evenkeel.mesh;

import java.util.Arrays;

/**
 * The nearest surface at each sample of a picture. Triangles are filled span by span.
 *
 * <p>A sample belongs to a triangle if its centre is between the edges, on a left edge included, on
 * a right edge not. An edge is always computed from its upper end to its lower, so that two
 * triangles which share it divide the samples along it without gap or overlap.
 */
final class DepthBuffer {
  private final int side;
  private final float[] depth;
  private final float[] gray;

  /** Makes a buffer of {@code side} × {@code side} samples. */
  DepthBuffer(int side) {
    this.side = side;
    depth = new float[side * side];
    gray = new float[side * side];
  }

  void clear(float background) {
    Arrays.fill(depth, Float.NEGATIVE_INFINITY);
    Arrays.fill(gray, background);
  }

  /**
   * Fills a triangle where it is the nearest so far; of equally near ones the first stays.
   *
   * @param at x, y and nearness of each vertex, in samples from the upper left
   * @param corners three vertices from {@code first} on
   */
  void fill(double[] at, int[] corners, int first, float shade) {
    int a = 3 * corners[first];
    int b = 3 * corners[first + 1];
    int c = 3 * corners[first + 2];
    double area = minor(at, a, b, c, 0, 1);
    if (area == 0) {
      return;
    }
    double slopeX = minor(at, a, b, c, 2, 1) / area;
    double slopeY = minor(at, a, b, c, 0, 2) / area;
    int upper = at[a + 1] <= at[b + 1] ? a : b;
    int lower = upper == a ? b : a;
    int middle = c;
    if (at[middle + 1] < at[upper + 1]) {
      middle = upper;
      upper = c;
    } else if (at[middle + 1] > at[lower + 1]) {
      middle = lower;
      lower = c;
    }
    int bottom = sampleFrom(at[lower + 1]);
    for (int row = sampleFrom(at[upper + 1]); row < bottom; row++) {
      double y = row + 0.5;
      double across = crossing(at, upper, lower, y);
      double bent =
          y < at[middle + 1] ? crossing(at, upper, middle, y) : crossing(at, middle, lower, y);
      int from = sampleFrom(Math.min(across, bent));
      int to = sampleFrom(Math.max(across, bent));
      double z = at[a + 2] + slopeX * (from + 0.5 - at[a]) + slopeY * (y - at[a + 1]);
      fillSpan(row * side + from, row * side + to, z, slopeX, shade);
    }
  }

  /** Twice the area of a triangle in the plane of two axes, signed. */
  private static double minor(double[] at, int a, int b, int c, int first, int second) {
    return (at[b + first] - at[a + first]) * (at[c + second] - at[a + second])
        - (at[c + first] - at[a + first]) * (at[b + second] - at[a + second]);
  }

  /** Where an edge, from its upper end to its lower, meets a row. */
  private static double crossing(double[] at, int upper, int lower, double y) {
    double slope = (at[lower] - at[upper]) / (at[lower + 1] - at[upper + 1]);
    return at[upper] + (y - at[upper + 1]) * slope;
  }

  /** The first sample whose centre is at or beyond a place, within the picture. */
  private int sampleFrom(double place) {
    return (int) Math.max(0, Math.min(side, Math.ceil(place - 0.5)));
  }

  private void fillSpan(int from, int to, double zAtFrom, double slope, float shade) {
    double z = zAtFrom;
    for (int i = from; i < to; i++) {
      if ((float) z > depth[i]) {
        depth[i] = (float) z;
        gray[i] = shade;
      }
      z += slope;
    }
  }

  /** The picture in pixels of {@code samples} × {@code samples} samples, row by row. */
  byte[] pixels(int samples) {
    int size = side / samples;
    byte[] pixels = new byte[size * size];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        float sum = 0;
        for (int row = y * samples; row < (y + 1) * samples; row++) {
          for (int column = x * samples; column < (x + 1) * samples; column++) {
            sum += gray[row * side + column];
          }
        }
        pixels[y * size + x] = (byte) Math.round(sum / (samples * samples));
      }
    }
    return pixels;
  }
}
