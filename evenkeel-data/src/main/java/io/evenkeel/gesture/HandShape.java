package io.evenkeel.gesture;

import java.util.ArrayList;
import java.util.List;

/**
 * A hand with its forearm as a camera sees it: rounded bars. Lengths are in heights of the picture.
 *
 * @param glove palm, fingers and thumb
 * @param arm the forearm
 */
record HandShape(List<Bar> glove, Bar arm) {
  private static final double ELBOW = 0.8;

  /** Keeps its own copy of the list. */
  HandShape {
    glove = List.copyOf(glove);
  }

  /**
   * A bar with round ends.
   *
   * @param fromX one end
   * @param fromY one end
   * @param toX the other end
   * @param toY the other end
   * @param radius half its width
   */
  record Bar(double fromX, double fromY, double toX, double toY, double radius) {
    /** How far a point is outside; below 0 inside. */
    double distance(double x, double y) {
      double alongX = toX - fromX;
      double alongY = toY - fromY;
      double length = alongX * alongX + alongY * alongY;
      double share = ((x - fromX) * alongX + (y - fromY) * alongY) / length;
      double clamped = Math.max(0, Math.min(1, share));
      double dx = x - fromX - clamped * alongX;
      double dy = y - fromY - clamped * alongY;
      return Math.sqrt(dx * dx + dy * dy) - radius;
    }
  }

  /** The hand of this person with its middle at a point. */
  static HandShape at(Subject subject, double x, double y) {
    double s = subject.handScale();
    double side = subject.mirrored() ? -s : s;
    List<Bar> glove = new ArrayList<>();
    glove.add(new Bar(x - 0.02 * side, y + 0.025 * s, x + 0.02 * side, y + 0.025 * s, 0.07 * s));
    for (int finger = 0; finger < 4; finger++) {
      double root = (finger - 1.5) * 0.042 * side;
      double length = (finger == 0 ? 0.09 : finger == 3 ? 0.11 : 0.13) * s;
      glove.add(new Bar(x + root, y - 0.02 * s, x + 1.35 * root, y - 0.04 * s - length, 0.019 * s));
    }
    glove.add(new Bar(x + 0.06 * side, y + 0.03 * s, x + 0.125 * side, y - 0.035 * s, 0.022 * s));
    Bar arm = new Bar(x, y + 0.08 * s, 0.6 * x, y + 0.08 * s + ELBOW, 0.05 * s);
    return new HandShape(glove, arm);
  }

  double gloveDistance(double x, double y) {
    double least = Double.MAX_VALUE;
    for (Bar bar : glove) {
      least = Math.min(least, bar.distance(x, y));
    }
    return least;
  }
}
