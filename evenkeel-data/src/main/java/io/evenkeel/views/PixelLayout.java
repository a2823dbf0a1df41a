package io.evenkeel.views;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * How a decoded image holds its pixels. They are taken as they stand in the file: {@link
 * BufferedImage#getRGB} would brighten gray, which Java takes to be linear.
 */
enum PixelLayout {
  PALETTE,
  GRAY,
  RGB;

  private static final int WHITE = 255;
  private static final int RGB_BANDS = 3;

  /** The pixels of an image and their layout. */
  record Pixels(PixelLayout layout, BufferedImage image) {

    /** The image over white, height × width × 3 bytes. */
    byte[] rgb() {
      int width = image.getWidth();
      byte[] rgb = new byte[Math.multiplyExact(width * image.getHeight(), Picture.CHANNELS)];
      int[] line = new int[width * image.getRaster().getNumBands()];
      for (int y = 0; y < image.getHeight(); y++) {
        image.getRaster().getPixels(0, y, width, 1, line);
        layout.lay(image, line, rgb, y * width * Picture.CHANNELS);
      }
      return rgb;
    }
  }

  static Pixels of(BufferedImage image) {
    if (image.getColorModel() instanceof IndexColorModel) {
      return new Pixels(PALETTE, image);
    }
    return new Pixels(image.getRaster().getNumBands() < RGB_BANDS ? GRAY : RGB, image);
  }

  /** Lays a line of samples over white. */
  private void lay(BufferedImage image, int[] line, byte[] rgb, int offset) {
    Raster raster = image.getRaster();
    int bands = raster.getNumBands();
    int drop = raster.getTransferType() == DataBuffer.TYPE_USHORT ? Byte.SIZE : 0;
    int to = offset;
    for (int from = 0; from < line.length; from += bands) {
      if (this == PALETTE) {
        int argb = image.getColorModel().getRGB(line[from]);
        for (int shift = 16; shift >= 0; shift -= Byte.SIZE) {
          rgb[to++] = overWhite(argb >> shift & WHITE, argb >>> 24);
        }
      } else {
        boolean opaque = bands == 1 || bands == RGB_BANDS;
        int alpha = opaque ? WHITE : line[from + bands - 1] >> drop;
        for (int channel = 0; channel < Picture.CHANNELS; channel++) {
          rgb[to++] = overWhite(line[from + (this == GRAY ? 0 : channel)] >> drop, alpha);
        }
      }
    }
  }

  private static byte overWhite(int value, int alpha) {
    return (byte) ((value * alpha + WHITE * (WHITE - alpha) + WHITE / 2) / WHITE);
  }
}
