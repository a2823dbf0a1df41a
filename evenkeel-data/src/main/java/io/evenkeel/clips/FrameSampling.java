package io.evenkeel.clips;

/**
 * Which frames of a clip a sample consists of.
 *
 * @param frames how many
 * @param stride how far one is from the next
 */
public record FrameSampling(int frames, int stride) {

  /** How many frames of a clip a sample spans, from its first to its last. */
  public int span() {
    return Math.addExact(Math.multiplyExact(frames - 1, stride), 1);
  }

  /**
   * How many places a sample can begin at in a clip of so many frames: 1 where the clip is no
   * longer than the sample.
   */
  public int places(int available) {
    return Math.max(1, available - span() + 1);
  }

  /**
   * The frame, within the clip, that a sample's frame is. A clip that is too short repeats its last
   * frame.
   */
  public int frame(int available, int begin, int number) {
    return Math.min(available - 1, begin + number * stride);
  }
}
