package io.evenkeel.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * A small tree of rendered views for tests: classes bed and night_stand, 8 × 8 pixels an image.
 *
 * @param folder the tree
 * @param train models of each class to train on
 * @param test models of each class to test on
 * @param views views of each model
 */
record ViewTreeFiles(Path folder, int train, int test, int views) {

  /** Writes every image; each has a white dot of its own, in the half that is its class's. */
  ViewTreeFiles write() throws IOException {
    for (String name : new String[] {"bed", "night_stand"}) {
      for (int model = 0; model < train + test; model++) {
        for (int number = 0; number < views; number++) {
          Path file = view(name, model, number);
          Files.createDirectories(file.getParent());
          BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
          image.setRGB(model % 8, number + (name.equals("bed") ? 0 : 4), 0xffffff);
          ImageIO.write(image, "png", file.toFile());
        }
      }
    }
    return this;
  }

  /** The file of a view; the first models of a class are those to train on. */
  Path view(String className, int model, int number) {
    String file = "%s_%04d.obj_whiteshaded_v%04d.png".formatted(className, model, number);
    return folder.resolve(className).resolve(model < train ? "train" : "test").resolve(file);
  }
}
