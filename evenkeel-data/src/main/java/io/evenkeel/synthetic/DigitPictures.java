package io.evenkeel.synthetic;

import io.evenkeel.data.EpochOrder;
import io.evenkeel.data.IdxImages;
import io.evenkeel.data.IdxLabels;
import io.evenkeel.data.IdxReader;
import io.evenkeel.files.WholeFile;
import io.evenkeel.input.BadInputException;
import io.evenkeel.mnist.EmbeddedMnist;
import io.evenkeel.run.Seed;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Training images of the embedded MNIST as gray PNG files: {@code <digit>/mnist_00001.png}. */
public final class DigitPictures implements FileSet {
  private final IdxImages images;
  private final IdxLabels labels;
  private final int[] chosen;

  private DigitPictures(IdxImages images, IdxLabels labels, int[] chosen) {
    this.images = images;
    this.labels = labels;
    this.chosen = chosen;
  }

  /**
   * A choice of images.
   *
   * @param count how many
   * @param seed what the choice follows from
   * @throws BadInputException if there are not so many
   */
  public static DigitPictures choose(int count, Seed seed) {
    try (InputStream imageStream = EmbeddedMnist.TRAIN_IMAGES.open();
        InputStream labelStream = EmbeddedMnist.TRAIN_LABELS.open()) {
      IdxImages images = IdxReader.images("embedded MNIST", imageStream);
      IdxLabels labels = IdxReader.labels("embedded MNIST", labelStream);
      if (count < 1 || count > images.count()) {
        throw new BadInputException("--samples", Integer.toString(count), "1 to " + images.count());
      }
      int[] order = EpochOrder.permutation(images.count(), seed);
      return new DigitPictures(images, labels, Arrays.copyOf(order, count));
    } catch (IOException closing) {
      throw new UncheckedIOException(closing);
    }
  }

  @Override
  public int size() {
    return chosen.length;
  }

  @Override
  public void write(int number, Path folder) {
    int image = chosen[number];
    Path file =
        folder
            .resolve(Integer.toString(labels.label(image)))
            .resolve(String.format(Locale.ROOT, "mnist_%05d.png", image));
    WholeFile.requireWritableParent(file);
    WholeFile.write(file, channel -> encode(image, channel));
  }

  private void encode(int number, FileChannel channel) throws IOException {
    BufferedImage picture =
        new BufferedImage(images.width(), images.height(), BufferedImage.TYPE_BYTE_GRAY);
    int from = number * images.pixelsPerImage();
    for (int i = 0; i < images.pixelsPerImage(); i++) {
      int gray = images.pixels()[from + i] & 0xff;
      picture.getRaster().setSample(i % images.width(), i / images.width(), 0, gray);
    }
    try (MemoryCacheImageOutputStream png =
        new MemoryCacheImageOutputStream(Channels.newOutputStream(channel))) {
      ImageIO.write(picture, "png", png);
    }
  }
}
