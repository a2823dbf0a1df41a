package io.evenkeel.video;

/**
 * What one frame is brought to.
 *
 * @param channels 3 for red, green and blue; 1 for gray
 * @param height rows
 * @param width columns
 */
public record FrameShape(int channels, int height, int width) {
  /** The longest side that a frame may have, in pixels. */
  public static final int LONGEST_SIDE = 2048;

  /** Refuses shapes without pixels, of sides beyond {@link #LONGEST_SIDE}, of other channels. */
  public FrameShape {
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException("A frame has 1 or 3 channels, not " + channels);
    }
    if (height < 1 || width < 1 || height > LONGEST_SIDE || width > LONGEST_SIDE) {
      throw new IllegalArgumentException("No frame is " + width + " by " + height + " pixels");
    }
  }

  /** Bytes of one frame. */
  public int bytes() {
    return channels * height * width;
  }
}
