package io.evenkeel.views;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Small trees of rendered views for tests. */
public final class ViewTrees {
  /** In alphabetical order. */
  public static final String[] CLASSES = {"bed", "night_stand"};

  private ViewTrees() {}

  /**
   * Writes a tree of two classes; each image is 8 pixels a side, its left half of one gray, its
   * right half black, and the gray value tells class, split, model and view: see {@link #gray}.
   */
  public static Path write(Path folder, int train, int test, int views) {
    for (int label = 0; label < CLASSES.length; label++) {
      for (int model = 0; model < train + test; model++) {
        String split = model < train ? "train" : "test";
        for (int view = 0; view < views; view++) {
          String name = "%s_%04d.obj.shaded_v%03d.png".formatted(CLASSES[label], model, view + 1);
          write(
              folder.resolve(CLASSES[label] + "/" + split + "/" + name), gray(label, model, view));
        }
      }
    }
    return folder;
  }

  /** The gray value of an image of {@link #write(Path, int, int, int)}. */
  public static int gray(int label, int model, int view) {
    return 1 + label * 120 + model * 10 + view;
  }

  /** Writes one image, making its folder. */
  public static void write(Path file, int gray) {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 8; y++) {
      for (int x = 0; x < 4; x++) {
        image.setRGB(x, y, gray * 0x010101);
      }
    }
    try {
      Files.createDirectories(file.getParent());
      if (!ImageIO.write(image, "png", file.toFile())) {
        throw new IOException("no PNG writer");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
