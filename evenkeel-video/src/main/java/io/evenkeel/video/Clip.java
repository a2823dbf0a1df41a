package io.evenkeel.video;

/**
 * Decoded frames.
 *
 * @param frames how many
 * @param shape of each
 * @param pixels unsigned bytes [frames, height, width, channels]: frame by frame, row by row, the
 *     channels of a pixel side by side
 */
public record Clip(int frames, FrameShape shape, byte[] pixels) {
  /** Refuses pixels that are not as many as frames and shape say. */
  public Clip {
    if (frames < 1 || pixels.length != (long) frames * shape.bytes()) {
      throw new IllegalArgumentException(
          pixels.length + " bytes are not " + frames + " frames of " + shape);
    }
  }
}
