package io.evenkeel.gesture;

import io.evenkeel.gesture.HandShape.Bar;
import io.evenkeel.run.Seed;

/**
 * What both cameras see: a person who performs a gesture.
 *
 * @param subject the person
 * @param take the performance
 * @param noise what the noise of the cameras follows from
 */
record Scene(Subject subject, Take take, Seed noise) {
  /** How far the hand reaches around its middle, at most. */
  static final double HAND = 0.24;

  private static final Bar HEAD = new Bar(0, -0.26, 0.001, -0.22, 0.11);
  private static final Bar TRUNK = new Bar(-0.08, 0.26, 0.08, 0.26, 0.24);

  /** A performance; other seeds give other people, and other performances of a person. */
  static Scene draw(GestureClass type, Seed subject, Seed take) {
    Subject person = Subject.draw(subject);
    return new Scene(person, Take.draw(type, person, take.fold("take")), take.fold("noise"));
  }

  static double headDistance(double x, double y) {
    return HEAD.distance(x, y);
  }

  /** From the shoulders down to the edge of the picture. */
  static double trunkDistance(double x, double y) {
    return TRUNK.distance(x, Math.min(y, 0.26));
  }

  HandShape hand(int frame) {
    return HandShape.at(subject, take.x(frame), take.y(frame));
  }
}
