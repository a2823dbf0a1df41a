package io.evenkeel.mesh;

/** A mesh in the unit sphere, with the unit normals of its triangles. */
record Surface(double[] vertices, int[] corners, double[] normals) {

  static Surface of(Mesh mesh) {
    Bounds bounds = mesh.bounds();
    double[] in = mesh.coordinates();
    double[] vertices = new double[in.length];
    for (int i = 0; i < in.length; i += 3) {
      vertices[i] = (in[i] - bounds.centerX()) / bounds.radius();
      vertices[i + 1] = (in[i + 1] - bounds.centerY()) / bounds.radius();
      vertices[i + 2] = (in[i + 2] - bounds.centerZ()) / bounds.radius();
    }
    double[] normals = new double[mesh.corners().length];
    for (int i = 0; i < normals.length; i += 3) {
      putNormal(vertices, mesh.corners(), i, normals);
    }
    return new Surface(vertices, mesh.corners(), normals);
  }

  private static void putNormal(double[] v, int[] corners, int i, double[] normals) {
    int a = 3 * corners[i];
    int b = 3 * corners[i + 1];
    int c = 3 * corners[i + 2];
    double ux = v[b] - v[a];
    double uy = v[b + 1] - v[a + 1];
    double uz = v[b + 2] - v[a + 2];
    double wx = v[c] - v[a];
    double wy = v[c + 1] - v[a + 1];
    double wz = v[c + 2] - v[a + 2];
    double x = uy * wz - uz * wy;
    double y = uz * wx - ux * wz;
    double z = ux * wy - uy * wx;
    double length = Math.sqrt(x * x + y * y + z * z);
    if (length > 0) {
      normals[i] = x / length;
      normals[i + 1] = y / length;
      normals[i + 2] = z / length;
    }
  }

  /** Right, down and near of each vertex as a camera sees it, in radii of the mesh. */
  double[] seenFrom(Camera camera) {
    Camera.Direction right = camera.right();
    Camera.Direction up = camera.up();
    Camera.Direction near = camera.toViewer();
    double[] seen = new double[vertices.length];
    for (int i = 0; i < vertices.length; i += 3) {
      double x = vertices[i];
      double y = vertices[i + 1];
      double z = vertices[i + 2];
      seen[i] = right.dot(x, y, z);
      seen[i + 1] = -up.dot(x, y, z);
      seen[i + 2] = near.dot(x, y, z);
    }
    return seen;
  }
}
