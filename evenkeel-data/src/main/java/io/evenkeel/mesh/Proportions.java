package io.evenkeel.mesh;

import io.evenkeel.run.Seed;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * What differs between two meshes of a class, and says nothing about the class.
 *
 * @param width of the body, along x
 * @param depth of the body, along y
 * @param height of the body's walls
 * @param cueSize factor on the size of the cue, about 1
 * @param cueX how far the cue is off the middle of its wall
 * @param cueZ how high the middle of the cue is, a share of the walls' height
 * @param turnDegrees how far the mesh is turned about z
 */
record Proportions(
    double width,
    double depth,
    double height,
    double cueSize,
    double cueX,
    double cueZ,
    double turnDegrees) {
  private static final double MOST_TURN_DEGREES = 8;

  /** Draws proportions; the same for the same seed. */
  static Proportions draw(Seed seed) {
    UniformRandomProvider random = seed.random();
    return new Proportions(
        random.nextDouble(0.9, 1.2),
        random.nextDouble(0.8, 1.1),
        random.nextDouble(0.85, 1.2),
        random.nextDouble(0.9, 1.1),
        random.nextDouble(-0.08, 0.08),
        random.nextDouble(0.4, 0.5),
        random.nextDouble(-MOST_TURN_DEGREES, MOST_TURN_DEGREES));
  }
}
