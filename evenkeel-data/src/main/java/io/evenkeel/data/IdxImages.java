package io.evenkeel.data;

/**
 * The gray images of an IDX file.
 *
 * @param name the file they were read from, for messages
 * @param count how many images there are, at least 1
 * @param height rows of an image
 * @param width columns of an image
 * @param pixels count × height × width unsigned gray values, image by image, row by row
 */
public record IdxImages(String name, int count, int height, int width, byte[] pixels) {
  /** Checks that the pixels fill the images exactly. */
  public IdxImages {
    if (count < 1 || (long) count * height * width != pixels.length) {
      throw new IllegalArgumentException(
          pixels.length + " pixels for " + count + " images of " + height + " × " + width);
    }
  }

  /** How many pixels an image has. */
  public int pixelsPerImage() {
    return height * width;
  }
}
