package io.evenkeel.inputs;

import io.evenkeel.views.Picture;
import io.evenkeel.views.PictureReader;
import java.util.List;

/**
 * Images, [channels, size, size], values in 0..1.
 *
 * @param files PNG or JPEG
 * @param depth 1 for gray (by ITU-R BT.601), 3 for RGB
 * @param side height and width
 */
record ImageRows(RowFiles files, int depth, int side) implements RowValues {
  private static final float WHITE = 255f;

  @Override
  public List<Integer> dims() {
    return List.of(depth, side, side);
  }

  @Override
  public Channels channels() {
    return new Channels(depth, side * side);
  }

  @Override
  public boolean has(int row) {
    return files.has(row);
  }

  @Override
  public int read(int row, float[] target, int offset) {
    Picture picture = files.read(row, PictureReader::read).resized(side, side);
    byte[] rgb = picture.rgb();
    int pixels = side * side;
    for (int i = 0; i < pixels; i++) {
      float red = (rgb[3 * i] & 0xff) / WHITE;
      float green = (rgb[3 * i + 1] & 0xff) / WHITE;
      float blue = (rgb[3 * i + 2] & 0xff) / WHITE;
      if (depth == 1) {
        target[offset + i] = red == green && green == blue ? red : gray(red, green, blue);
      } else {
        target[offset + i] = red;
        target[offset + pixels + i] = green;
        target[offset + 2 * pixels + i] = blue;
      }
    }
    return pixels;
  }

  private static float gray(float red, float green, float blue) {
    return 0.299f * red + 0.587f * green + 0.114f * blue;
  }

  @Override
  public boolean decodes() {
    return true;
  }

  @Override
  public String identity(int row) {
    return files.identity(row);
  }
}
