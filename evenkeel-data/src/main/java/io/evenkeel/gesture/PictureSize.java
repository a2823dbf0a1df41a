package io.evenkeel.gesture;

/**
 * The size of a picture, and where its pixels lie: in heights of the picture, from its middle, to
 * the right and down.
 *
 * @param width columns
 * @param height rows
 */
record PictureSize(int width, int height) {
  /** Four to three, as NVGesture's videos. */
  static PictureSize ofHeight(int height) {
    return new PictureSize(height * 4 / 3, height);
  }

  double x(int column) {
    return (column + 0.5 - width / 2.0) / height;
  }

  double y(int row) {
    return (row + 0.5 - height / 2.0) / height;
  }

  /** The share of a pixel that lies inside an edge at this distance. */
  double coverage(double distance) {
    return Math.max(0, Math.min(1, 0.5 - distance * height));
  }

  int columnBefore(double x) {
    return clamp((int) Math.floor(x * height + width / 2.0), width);
  }

  int rowBefore(double y) {
    return clamp((int) Math.floor(y * height + height / 2.0), height);
  }

  private static int clamp(int index, int length) {
    return Math.max(0, Math.min(length, index));
  }

  int pixels() {
    return width * height;
  }
}
