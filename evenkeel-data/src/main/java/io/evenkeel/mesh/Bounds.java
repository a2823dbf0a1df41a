package io.evenkeel.mesh;

/**
 * The sphere that a mesh is fitted by: about the centre of its bounding box, and as small as holds
 * every corner.
 */
record Bounds(double centerX, double centerY, double centerZ, double radius) {

  static Bounds of(double[] coordinates, int[] corners) {
    double[] center = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      for (int corner : corners) {
        double value = coordinates[3 * corner + axis];
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
      center[axis] = (least + most) / 2;
    }
    double furthest = 0;
    for (int corner : corners) {
      double x = coordinates[3 * corner] - center[0];
      double y = coordinates[3 * corner + 1] - center[1];
      double z = coordinates[3 * corner + 2] - center[2];
      furthest = Math.max(furthest, x * x + y * y + z * z);
    }
    return new Bounds(center[0], center[1], center[2], Math.sqrt(furthest));
  }
}
