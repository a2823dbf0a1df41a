package io.evenkeel.gesture;

/**
 * The pixels that hand and forearm may cover.
 *
 * @param size of the picture
 * @param left the first column
 * @param right the column after the last
 * @param top the first row; the region goes down to the edge of the picture
 */
record HandRegion(PictureSize size, int left, int right, int top) {
  /** Takes a pixel. */
  @FunctionalInterface
  interface Visitor {
    /** The pixel's number, and where it lies. */
    void visit(int pixel, double x, double y);
  }

  static HandRegion of(PictureSize size, Scene scene, int frame) {
    double x = scene.take().x(frame);
    return new HandRegion(
        size,
        size.columnBefore(Math.min(x, 0) - Scene.HAND),
        size.columnBefore(Math.max(x, 0) + Scene.HAND),
        size.rowBefore(scene.take().y(frame) - Scene.HAND));
  }

  void forEach(Visitor visitor) {
    for (int row = top; row < size.height(); row++) {
      for (int column = left; column < right; column++) {
        visitor.visit(row * size.width() + column, size.x(column), size.y(row));
      }
    }
  }
}
