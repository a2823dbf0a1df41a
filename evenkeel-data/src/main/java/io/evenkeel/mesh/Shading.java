package io.evenkeel.mesh;

/**
 * The gray value of a flat face: ambient light, diffuse light from the side of the camera, and a
 * broad highlight. The levels are those of the published MVCNN views: 63 where no light falls, some
 * 220 on a wall that faces the camera.
 */
record Shading(Camera camera) {
  private static final double AMBIENT = 63;
  private static final double DIFFUSE = 140;
  private static final double HIGHLIGHT = 36;

  /**
   * The gray value of a face with this unit normal. Windings differ within a mesh: the normal is
   * taken towards the viewer, wherever it points.
   */
  float gray(double x, double y, double z) {
    double side = camera.toViewer().dot(x, y, z) < 0 ? -1 : 1;
    double towardsLight = side * camera.toLight().dot(x, y, z);
    if (towardsLight <= 0) {
      return (float) AMBIENT;
    }
    double halfX = camera.toLight().x() + camera.toViewer().x();
    double halfY = camera.toLight().y() + camera.toViewer().y();
    double halfZ = camera.toLight().z() + camera.toViewer().z();
    double length = Math.sqrt(halfX * halfX + halfY * halfY + halfZ * halfZ);
    double glance = side * (x * halfX + y * halfY + z * halfZ) / length;
    return (float) (AMBIENT + DIFFUSE * towardsLight + HIGHLIGHT * toThe16th(Math.max(0, glance)));
  }

  private static double toThe16th(double base) {
    double square = base * base;
    double fourth = square * square;
    double eighth = fourth * fourth;
    return eighth * eighth;
  }
}
