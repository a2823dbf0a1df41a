package io.evenkeel.mesh;

/**
 * A camera on the ring: orthographic, looking at the origin, z upright in the picture.
 *
 * <p>Azimuth 0 looks along +y, from the side of −y; from there the ring turns counter-clockwise as
 * seen from above, so that the camera at 90° stands on the side of +x. Elevation is 30°.
 *
 * @param right the direction that is to the right in the picture
 * @param up the direction that is up in the picture
 * @param toViewer the direction from the origin to the camera
 * @param toLight the direction to the light: that to the camera, made horizontal
 */
record Camera(Direction right, Direction up, Direction toViewer, Direction toLight) {
  static final double ELEVATION_DEGREES = 30;

  /** A unit vector. */
  record Direction(double x, double y, double z) {
    double dot(double otherX, double otherY, double otherZ) {
      return x * otherX + y * otherY + z * otherZ;
    }
  }

  /** The camera of a view, 0 to {@code views} − 1. */
  static Camera onRing(int view, int views) {
    // StrictMath gives the same bits on every machine.
    double azimuth = StrictMath.toRadians(360.0 * view / views);
    double elevation = StrictMath.toRadians(ELEVATION_DEGREES);
    double sin = StrictMath.sin(azimuth);
    double cos = StrictMath.cos(azimuth);
    double rise = StrictMath.sin(elevation);
    double level = StrictMath.cos(elevation);
    return new Camera(
        new Direction(cos, sin, 0),
        new Direction(-rise * sin, rise * cos, level),
        new Direction(level * sin, -level * cos, rise),
        new Direction(sin, -cos, 0));
  }
}
