package io.evenkeel.mesh;

/** The vocabulary of shapes that synthetic meshes are composed of. */
sealed interface Solid {
  int SEGMENTS = 24;
  int RINGS = 10;

  /** Adds the surface to a model. */
  void addTo(PolygonModel model);

  /** A box with edges along the axes. */
  record Box(Point center, Point size) implements Solid {
    @Override
    public void addTo(PolygonModel model) {
      int[] v = new int[8];
      for (int i = 0; i < 8; i++) {
        v[i] =
            model.vertex(
                center.plus(
                    ((i & 1) - 0.5) * size.x(),
                    ((i >> 1 & 1) - 0.5) * size.y(),
                    ((i >> 2) - 0.5) * size.z()));
      }
      model.face(v[0], v[2], v[3], v[1]);
      model.face(v[4], v[5], v[7], v[6]);
      model.face(v[0], v[1], v[5], v[4]);
      model.face(v[2], v[6], v[7], v[3]);
      model.face(v[0], v[4], v[6], v[2]);
      model.face(v[1], v[3], v[7], v[5]);
    }
  }

  /** A roof: a ridge along x over the middle of a rectangle. {@code base} is the middle of that. */
  record Gable(Point base, Point size) implements Solid {
    @Override
    public void addTo(PolygonModel model) {
      double x = size.x() / 2;
      double y = size.y() / 2;
      int a = model.vertex(base.plus(-x, -y, 0));
      int b = model.vertex(base.plus(x, -y, 0));
      int c = model.vertex(base.plus(x, y, 0));
      int d = model.vertex(base.plus(-x, y, 0));
      int left = model.vertex(base.plus(-x, 0, size.z()));
      int right = model.vertex(base.plus(x, 0, size.z()));
      model.face(d, c, b, a);
      model.face(a, b, right, left);
      model.face(c, d, left, right);
      model.face(d, a, left);
      model.face(b, c, right);
    }
  }

  /** The axis of a round solid. */
  enum Axis {
    Y,
    Z
  }

  /** The ends of a round solid: the length between them may be negative. */
  record Taper(double length, double radius, double endRadius) {}

  /** A cylinder, or a cone where the end has radius 0, from {@code base} along an axis. */
  record Round(Point base, Axis axis, Taper taper) implements Solid {
    @Override
    public void addTo(PolygonModel model) {
      int[] start = new int[SEGMENTS];
      int[] end = new int[SEGMENTS];
      for (int i = 0; i < SEGMENTS; i++) {
        start[i] = model.vertex(onRim(i, taper.radius(), 0));
        end[i] = model.vertex(onRim(i, taper.endRadius(), taper.length()));
      }
      for (int i = 0; i < SEGMENTS; i++) {
        int next = (i + 1) % SEGMENTS;
        model.face(start[i], start[next], end[next], end[i]);
      }
      model.face(start);
      model.face(end);
    }

    private Point onRim(int segment, double radius, double along) {
      double angle = 2 * StrictMath.PI * segment / SEGMENTS;
      double u = radius * StrictMath.cos(angle);
      double v = radius * StrictMath.sin(angle);
      return axis == Axis.Z ? base.plus(u, v, along) : base.plus(u, along, v);
    }
  }

  /** A ball. */
  record Ball(Point center, double radius) implements Solid {
    @Override
    public void addTo(PolygonModel model) {
      int[][] rings = new int[RINGS + 1][SEGMENTS];
      for (int ring = 0; ring <= RINGS; ring++) {
        double polar = StrictMath.PI * ring / RINGS;
        for (int i = 0; i < SEGMENTS; i++) {
          double angle = 2 * StrictMath.PI * i / SEGMENTS;
          double level = radius * StrictMath.sin(polar);
          rings[ring][i] =
              model.vertex(
                  center.plus(
                      level * StrictMath.cos(angle),
                      level * StrictMath.sin(angle),
                      radius * StrictMath.cos(polar)));
        }
      }
      for (int ring = 0; ring < RINGS; ring++) {
        for (int i = 0; i < SEGMENTS; i++) {
          int next = (i + 1) % SEGMENTS;
          model.face(rings[ring][i], rings[ring + 1][i], rings[ring + 1][next], rings[ring][next]);
        }
      }
    }
  }
}
