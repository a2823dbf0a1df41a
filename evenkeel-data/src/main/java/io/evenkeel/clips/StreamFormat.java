package io.evenkeel.clips;

import io.evenkeel.input.BadInputException;
import io.evenkeel.video.FrameShape;

/**
 * What the frames of a stream are brought to.
 *
 * @param channels 3 for RGB, 1 for gray
 * @param size the shorter side, in pixels; the longer follows from the video's proportions
 */
public record StreamFormat(int channels, int size) {

  /**
   * The shape of frames of a video that has so many pixels.
   *
   * @param where what messages call the video
   * @throws BadInputException if it has none, or is too long on one side to be shown
   */
  public FrameShape shapeOf(String where, int width, int height) {
    if (width >= 1 && height >= 1) {
      int shorter = Math.min(width, height);
      long high = Math.round((double) height * size / shorter);
      long wide = Math.round((double) width * size / shorter);
      if (Math.max(high, wide) <= FrameShape.LONGEST_SIDE) {
        return new FrameShape(channels, (int) high, (int) wide);
      }
    }
    throw new BadInputException(
        where, "frames of " + width + " x " + height + " pixels", "frames of usual proportions");
  }
}
