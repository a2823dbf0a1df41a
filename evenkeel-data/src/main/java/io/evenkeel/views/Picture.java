package io.evenkeel.views;

/**
 * An opaque image.
 *
 * @param width in pixels
 * @param height in pixels
 * @param rgb height × width × 3 bytes, row by row, red, green and blue of a pixel together
 */
public record Picture(int width, int height, byte[] rgb) {
  /** Red, green and blue. */
  public static final int CHANNELS = 3;

  /** Checks that there is a value for each pixel and channel. */
  public Picture {
    if (width < 1 || height < 1 || rgb.length != Math.multiplyExact(width * height, CHANNELS)) {
      throw new IllegalArgumentException(
          "%d × %d pixels of %d bytes".formatted(width, height, rgb.length));
    }
  }

  /**
   * The picture at another size: linear interpolation where it grows, an average over all that a
   * new pixel covers where it shrinks.
   */
  public Picture resized(int toWidth, int toHeight) {
    return Resampling.resized(this, toWidth, toHeight);
  }
}
