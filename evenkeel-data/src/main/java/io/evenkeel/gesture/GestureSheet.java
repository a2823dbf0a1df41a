package io.evenkeel.gesture;

import io.evenkeel.files.WholeFile;
import io.evenkeel.run.Seed;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A picture of all classes: a row for each, from the beginning of the swipe to its end, in colour
 * on the left and as depth on the right. Two classes of one swipe are the same performance but for
 * what tells them apart.
 *
 * @param image the picture, opaque RGB
 */
public record GestureSheet(BufferedImage image) {
  private static final int COLUMNS = 4;
  private static final int GAP = 4;
  private static final int PAPER = 0xffffff;

  /** Draws it, each frame so many pixels high. */
  public static GestureSheet draw(int height, Seed seed) {
    PictureSize size = PictureSize.ofHeight(height);
    SensorNoise noise = new SensorNoise(seed.fold("noise"));
    List<GestureClass> classes = GestureClass.all();
    int cell = size.width() + GAP;
    BufferedImage image =
        new BufferedImage(
            2 * COLUMNS * cell + 2 * GAP,
            classes.size() * (height + GAP) + GAP,
            BufferedImage.TYPE_INT_RGB);
    fill(image);
    for (int row = 0; row < classes.size(); row++) {
      GestureClass type = classes.get(row);
      Seed ofSwipe = seed.fold(type.swipe().name());
      Scene scene = Scene.draw(type, ofSwipe.fold("subject"), ofSwipe.fold("take"));
      int top = GAP + row * (height + GAP);
      for (int column = 0; column < COLUMNS; column++) {
        int frame = scene.take().first() + column * (Take.SWIPE - 1) / (COLUMNS - 1);
        int left = GAP + column * cell;
        paste(image, size, new ColorShot(scene, size, noise), frame, left, top);
        int right = left + COLUMNS * cell + GAP;
        paste(image, size, new DepthShot(scene, size, noise), frame, right, top);
      }
    }
    return new GestureSheet(image);
  }

  private static void fill(BufferedImage image) {
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, PAPER);
      }
    }
  }

  private static void paste(
      BufferedImage image, PictureSize size, Shot shot, int frame, int left, int top) {
    byte[] bytes = shot.frame(frame);
    for (int pixel = 0; pixel < size.pixels(); pixel++) {
      int rgb = 0;
      for (int channel = 0; channel < 3; channel++) {
        int at = shot.channels() == 3 ? 3 * pixel + channel : pixel;
        rgb = rgb << 8 | (bytes[at] & 0xff);
      }
      image.setRGB(left + pixel % size.width(), top + pixel / size.width(), rgb);
    }
  }

  /** Writes a PNG, whole or not at all, replacing a file that is there. */
  public void write(Path file) {
    WholeFile.write(file, this::encode);
  }

  private void encode(FileChannel channel) throws IOException {
    try (MemoryCacheImageOutputStream png =
        new MemoryCacheImageOutputStream(Channels.newOutputStream(channel))) {
      ImageIO.write(image, "png", png);
    }
  }
}
