package io.evenkeel.mesh;

import io.evenkeel.mesh.Solid.Axis;
import io.evenkeel.mesh.Solid.Ball;
import io.evenkeel.mesh.Solid.Box;
import io.evenkeel.mesh.Solid.Gable;
import io.evenkeel.mesh.Solid.Round;
import io.evenkeel.mesh.Solid.Taper;
import io.evenkeel.run.Seed;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A class of synthetic meshes: a body on a plinth, with one of two cues on one of its walls.
 *
 * <p>Either view tells the six bodies apart. Three bodies carry their cue in front, where the rear
 * view does not see it, and three at the back: six of the twelve classes are in pairs that look
 * alike from the front, the other six in pairs that look alike from the rear. Cues in front are
 * about twice as large as those at the back, and so the easier to learn.
 *
 * @param body what stands on the plinth
 * @param cue what is on its wall
 */
record SyntheticClass(Body body, Cue cue) {
  private static final double PLINTH_HEIGHT = 0.08;

  /** The plinth is wider than any cue reaches, so that no cue moves or scales the mesh. */
  private static final double PLINTH_MARGIN = 0.2;

  private static final double FRONT_CUE = 0.18;
  private static final double REAR_CUE = 0.1;

  /** The wall that a body carries its cue on. */
  enum Side {
    FRONT,
    REAR
  }

  /** A body; where it carries its cue; which two cues its classes differ by. */
  enum Body {
    BLOCK(Side.FRONT, Cue.BALL, Cue.CRATE),
    CHAPEL(Side.REAR, Cue.BALL, Cue.CRATE),
    DRUM(Side.FRONT, Cue.BEAM, Cue.POSTS),
    HOUSE(Side.FRONT, Cue.DISC, Cue.SPIKE),
    SILO(Side.REAR, Cue.BEAM, Cue.POSTS),
    TOWER(Side.REAR, Cue.DISC, Cue.SPIKE);

    private final Side side;
    private final Cue first;
    private final Cue second;

    Body(Side side, Cue first, Cue second) {
      this.side = side;
      this.first = first;
      this.second = second;
    }

    Side side() {
      return side;
    }

    private boolean isRound() {
      return this == DRUM || this == SILO;
    }

    private List<Solid> solids(Proportions p) {
      Point foot = new Point(0, 0, PLINTH_HEIGHT);
      Point top = foot.plus(0, 0, p.height());
      Solid walls =
          isRound()
              ? new Round(foot, Axis.Z, new Taper(p.height(), p.width() / 2, p.width() / 2))
              : new Box(
                  foot.plus(0, 0, p.height() / 2), new Point(p.width(), p.depth(), p.height()));
      double roof = 0.4 * p.width();
      return switch (this) {
        case BLOCK, DRUM -> List.of(walls);
        case CHAPEL -> List.of(walls, new Ball(top, 0.45 * p.depth()));
        case HOUSE -> List.of(walls, new Gable(top, new Point(p.width(), p.depth(), roof)));
        case SILO -> List.of(walls, new Round(top, Axis.Z, new Taper(roof, p.width() / 2, 0)));
        case TOWER ->
            List.of(
                walls,
                new Box(top.plus(0, 0, roof / 2), new Point(p.width() / 2, p.depth() / 2, roof)));
      };
    }
  }

  /** What tells two classes of one body apart. */
  enum Cue {
    BALL,
    BEAM,
    CRATE,
    DISC,
    POSTS,
    SPIKE;

    /**
     * The cue on a wall that faces −y.
     *
     * @param at the middle of it, on the wall
     * @param size half its height
     */
    private List<Solid> solids(Point at, double size) {
      double reach = 0.8 * size;
      Point within = at.plus(0, size, 0);
      return switch (this) {
        case BALL -> List.of(new Ball(at.plus(0, size - reach, 0), size));
        case CRATE ->
            List.of(new Box(at.plus(0, size - reach, 0), new Point(2 * size, 2 * size, 2 * size)));
        case BEAM ->
            List.of(new Box(at.plus(0, size - reach, 0), new Point(3 * size, 2 * size, size)));
        case POSTS -> List.of(post(at, -size, size), post(at, size, size));
        case DISC -> List.of(new Round(within, Axis.Y, new Taper(-size - reach, size, size)));
        case SPIKE -> List.of(new Round(within, Axis.Y, new Taper(-size - reach, 1.3 * size, 0)));
      };
    }

    private static Solid post(Point at, double x, double size) {
      Point foot = at.plus(x, -0.3 * size, -size);
      return new Round(foot, Axis.Z, new Taper(2 * size, size / 2, size / 2));
    }
  }

  /** All twelve, in alphabetical order of their names, which is that of their labels. */
  static List<SyntheticClass> all() {
    return Stream.of(Body.values())
        .flatMap(
            body -> Stream.of(body.first, body.second).map(cue -> new SyntheticClass(body, cue)))
        .sorted(Comparator.comparing(SyntheticClass::name))
        .toList();
  }

  /** The name, such as {@code house_disc}. */
  String name() {
    return (body + "_" + cue).toLowerCase(java.util.Locale.ROOT);
  }

  /**
   * A mesh of this class; with the same seed, another class of the same body differs in its cue
   * alone.
   */
  PolygonModel model(Seed seed) {
    Proportions p = Proportions.draw(seed);
    boolean front = body.side == Side.FRONT;
    // Bodies are alike in front and at the back, so that a cue changes sides by half a turn.
    PolygonModel model = new PolygonModel(p.turnDegrees() + (front ? 0 : 180));
    double depth = body.isRound() ? p.width() : p.depth();
    Point plinth =
        new Point(p.width() + 2 * PLINTH_MARGIN, depth + 2 * PLINTH_MARGIN, PLINTH_HEIGHT);
    new Box(new Point(0, 0, PLINTH_HEIGHT / 2), plinth).addTo(model);
    body.solids(p).forEach(solid -> solid.addTo(model));
    Point wall = new Point(p.cueX(), -depth / 2, PLINTH_HEIGHT + p.cueZ() * p.height());
    double size = p.cueSize() * (front ? FRONT_CUE : REAR_CUE);
    cue.solids(wall, size).forEach(solid -> solid.addTo(model));
    return model;
  }
}
