package io.evenkeel.gesture;

import io.evenkeel.run.Seed;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A person in front of the cameras, and what is behind: the same in each of the person's videos.
 *
 * @param handScale size of the hand, about 1
 * @param mirrored whether the thumb is on the other side
 * @param skin colour of face and arm
 * @param shirt colour of the shirt
 * @param wall colour of what is behind
 * @param wavesAcross waves of the wall's pattern over the picture's width
 * @param wavesDown waves of the wall's pattern over the picture's height
 * @param reach how far a swipe goes, about 1
 * @param near how much nearer than others the hand is, in steps of depth
 */
record Subject(
    double handScale,
    boolean mirrored,
    Tint skin,
    Tint shirt,
    Tint wall,
    double wavesAcross,
    double wavesDown,
    double reach,
    double near) {

  /** Draws a person; the same for the same seed. */
  static Subject draw(Seed seed) {
    UniformRandomProvider random = seed.random();
    double skin = random.nextDouble(0.45, 1);
    return new Subject(
        random.nextDouble(0.85, 1.15),
        random.nextBoolean(),
        new Tint(225 * skin, 175 * skin, 145 * skin),
        Tint.draw(random, 45, 110, 15),
        Tint.draw(random, 80, 140, 15),
        random.nextDouble(0.5, 4),
        random.nextDouble(0.5, 4),
        random.nextDouble(0.85, 1.1),
        random.nextDouble(-14, 14));
  }
}
