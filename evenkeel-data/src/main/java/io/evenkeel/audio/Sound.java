package io.evenkeel.audio;

import java.util.Arrays;

/**
 * Sound of one channel.
 *
 * @param rate samples a second
 * @param samples about -1 to 1, at least one
 */
public record Sound(int rate, float[] samples) {
  /** Checks that there is something to hear. */
  public Sound {
    if (rate < 1 || samples.length == 0) {
      throw new IllegalArgumentException(samples.length + " samples at " + rate + " a second");
    }
  }

  /** The sound at exactly so many samples: its end cut off, or silence behind it. */
  public Sound ofLength(int count) {
    return count == samples.length ? this : new Sound(rate, Arrays.copyOf(samples, count));
  }
}
