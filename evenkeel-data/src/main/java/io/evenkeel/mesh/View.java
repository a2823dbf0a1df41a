package io.evenkeel.mesh;

import io.evenkeel.files.WholeFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A gray picture.
 *
 * @param width its columns
 * @param height its rows
 * @param gray width × height unsigned values, row by row
 */
public record View(int width, int height, byte[] gray) {

  /** The picture as opaque RGB. */
  public BufferedImage image() {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    byte[] rgb = new byte[3 * gray.length];
    for (int i = 0; i < gray.length; i++) {
      rgb[3 * i] = gray[i];
      rgb[3 * i + 1] = gray[i];
      rgb[3 * i + 2] = gray[i];
    }
    image.getRaster().setDataElements(0, 0, width, height, rgb);
    return image;
  }

  /** Writes an 8-bit RGB PNG, whole or not at all, replacing a file that is there. */
  public void write(Path file) {
    WholeFile.write(file, this::encode);
  }

  private void encode(FileChannel channel) throws IOException {
    try (MemoryCacheImageOutputStream png =
        new MemoryCacheImageOutputStream(Channels.newOutputStream(channel))) {
      ImageIO.write(image(), "png", png);
    }
  }
}
