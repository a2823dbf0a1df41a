package io.evenkeel.gesture;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A class of synthetic gestures: a swipe and one of two cues.
 *
 * <p>Either camera sees the four swipes; each is another one played backwards, so that no single
 * frame tells them apart. A swipe to a side is of a red or of a blue glove, which depth does not
 * see; a swipe up or down goes towards the camera or away from it, which colour does not see, as
 * the hand keeps its size. What does not tell a class of its swipe is drawn by chance: gloves are
 * red or blue in every class, and hands come and go in every class. So either camera alone can tell
 * six of eight clips right, both all of them.
 *
 * @param swipe where the hand goes
 * @param cue the other half of the class
 */
record GestureClass(Swipe swipe, Cue cue) {
  /** Where the hand goes, as the camera sees it. */
  enum Swipe {
    LEFT(-1, 0),
    RIGHT(1, 0),
    UP(0, -1),
    DOWN(0, 1);

    private final int toTheRight;
    private final int down;

    Swipe(int toTheRight, int down) {
      this.toTheRight = toTheRight;
      this.down = down;
    }

    int toTheRight() {
      return toTheRight;
    }

    int down() {
      return down;
    }
  }

  /** What tells two classes of one swipe apart. */
  enum Cue {
    RED,
    BLUE,
    PUSH,
    PULL;

    boolean isOfColor() {
      return this == RED || this == BLUE;
    }
  }

  /** Checks that the swipe has classes of this cue. */
  GestureClass {
    if (cue.isOfColor() != (swipe.down() == 0)) {
      throw new IllegalArgumentException("no class is " + swipe + " and " + cue);
    }
  }

  /** All eight, in the order of their labels. */
  static List<GestureClass> all() {
    return Stream.of(Swipe.values())
        .flatMap(
            swipe ->
                Stream.of(Cue.values())
                    .filter(cue -> cue.isOfColor() == (swipe.down() == 0))
                    .map(cue -> new GestureClass(swipe, cue)))
        .toList();
  }

  /** The name, such as {@code left_red}. */
  String name() {
    return (swipe + "_" + cue).toLowerCase(Locale.ROOT);
  }
}
