package io.evenkeel.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Makes IDX files for tests. */
final class IdxFiles {
  private IdxFiles() {}

  static byte[] images(int count, int height, int width) {
    ByteBuffer file = ByteBuffer.allocate(16 + count * height * width);
    file.putInt(0x803).putInt(count).putInt(height).putInt(width);
    for (int i = 0; file.hasRemaining(); i++) {
      file.put((byte) (i * 31 + i / 7));
    }
    return file.array();
  }

  static byte[] labels(int count, int classes) {
    ByteBuffer file = ByteBuffer.allocate(8 + count);
    file.putInt(0x801).putInt(count);
    for (int i = 0; i < count; i++) {
      file.put((byte) (i % classes));
    }
    return file.array();
  }

  static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** A folder as Fashion-MNIST and its relatives come: the four files, some of them gzipped. */
  static Path folder(Path folder, int training, int testing) {
    write(folder.resolve("train-images-idx3-ubyte.gz"), gzip(images(training, 28, 28)));
    write(folder.resolve("train-labels.idx1-ubyte.gz"), gzip(labels(training, 10)));
    write(folder.resolve("t10k-images.idx3-ubyte"), images(testing, 28, 28));
    write(folder.resolve("t10k-labels-idx1-ubyte"), labels(testing, 10));
    return folder;
  }

  static Path write(Path file, byte[] content) {
    try {
      return Files.write(file, content);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
