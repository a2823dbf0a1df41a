package io.evenkeel.clips;

import java.util.OptionalInt;

/**
 * Frames of a video that follow one another.
 *
 * @param first the first of them, counted from 0
 * @param end the frame after the last; absent where all that follow the first belong to it
 */
public record FrameRange(int first, OptionalInt end) {
  /** The whole video. */
  public static final FrameRange ALL = new FrameRange(0, OptionalInt.empty());

  /** Checks that it holds a frame. */
  public FrameRange {
    if (first < 0 || (end.isPresent() && end.getAsInt() <= first)) {
      throw new IllegalArgumentException("no frames from " + first + " to " + end);
    }
  }

  /** From {@code first} up to {@code end}, which is no part of it. */
  public static FrameRange of(int first, int end) {
    return new FrameRange(first, OptionalInt.of(end));
  }

  /** As lists have it, {@code 146:226}; {@code 146:} where it goes on to the end. */
  @Override
  public String toString() {
    return first + ":" + (end.isPresent() ? Integer.toString(end.getAsInt()) : "");
  }
}
