package io.evenkeel.gesture;

import io.evenkeel.gesture.GestureClass.Cue;
import io.evenkeel.run.Seed;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * One performance of a gesture: where the hand is at each time, and what else is by chance.
 *
 * <p>Lengths are in heights of the picture, from its middle, to the right and down.
 *
 * @param type what is performed
 * @param blueGlove the colour of the glove
 * @param towards whether the hand comes towards the camera
 * @param first the frame that the swipe begins at
 * @param across how far the whole path is off the middle, to the right
 * @param down how far the whole path is off the middle, down
 * @param reach how far the swipe goes to either side of its middle
 * @param light factor on all colours, about 1
 * @param near how much nearer than others the hand is, in steps of depth
 * @param tremor how the hand shakes: the phase of it
 */
record Take(
    GestureClass type,
    boolean blueGlove,
    boolean towards,
    int first,
    double across,
    double down,
    double reach,
    double light,
    double near,
    double tremor) {
  /** Frames of a swipe. */
  static final int SWIPE = 32;

  /** Frames of a video. */
  static final int FRAMES = 56;

  private static final int EARLIEST = 8;
  private static final int LATEST = 16;

  /** Frames that the hand takes to come up to where the swipe begins, and to sink again. */
  private static final double RISE = 6;

  private static final double REST = 0.62;
  private static final double REACH_ACROSS = 0.25;
  private static final double REACH_DOWN = 0.2;
  private static final double SHAKE = 0.006;

  /**
   * Draws a performance. With the same seed, the other class of the same swipe differs in the cue
   * alone.
   */
  static Take draw(GestureClass type, Subject subject, Seed seed) {
    UniformRandomProvider random = seed.random();
    boolean blue = random.nextBoolean();
    boolean towards = random.nextBoolean();
    double reach = type.swipe().down() == 0 ? REACH_ACROSS : REACH_DOWN;
    return new Take(
        type,
        type.cue().isOfColor() ? type.cue() == Cue.BLUE : blue,
        type.cue().isOfColor() ? towards : type.cue() == Cue.PUSH,
        random.nextInt(EARLIEST, LATEST + 1),
        random.nextDouble(-0.06, 0.06),
        random.nextDouble(-0.02, 0.08),
        reach * subject.reach() * random.nextDouble(0.85, 1.1),
        random.nextDouble(0.85, 1.1),
        subject.near() + random.nextDouble(-8, 8),
        random.nextDouble(0, 2 * Math.PI));
  }

  /** From −1, where the swipe begins, to 1, where it has ended; slower towards both. */
  double progress(int frame) {
    double time = (frame - first - (SWIPE - 1) / 2.0) / ((SWIPE - 1) / 2.0);
    return StrictMath.sin(Math.PI / 2 * Math.max(-1, Math.min(1, time)));
  }

  /** How far the middle of the hand is to the right. */
  double x(int frame) {
    return across
        + type.swipe().toTheRight() * reach * progress(frame)
        + SHAKE * StrictMath.sin(tremor + 0.9 * frame);
  }

  /** How far down it is. */
  double y(int frame) {
    double swiped =
        down
            + type.swipe().down() * reach * progress(frame)
            + SHAKE * StrictMath.cos(1.3 * tremor + 0.7 * frame);
    double away = Math.max(first - frame, frame - (first + SWIPE - 1)) / RISE;
    return away <= 0 ? swiped : swiped + Math.min(1, away) * Math.max(0, REST - swiped);
  }

  /** From −1, farthest away, to 1, nearest. */
  double approach(int frame) {
    return (towards ? 1 : -1) * progress(frame);
  }
}
