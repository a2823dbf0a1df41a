package io.evenkeel.mesh;

/** A place or a displacement; z points up. */
record Point(double x, double y, double z) {
  Point plus(double dx, double dy, double dz) {
    return new Point(x + dx, y + dy, z + dz);
  }
}
