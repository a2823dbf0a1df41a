package io.evenkeel.mnist;

import java.io.InputStream;

/**
 * The four files of MNIST: gzipped IDX, 60,000 training and 10,000 test digits of 28 × 28 gray
 * values.
 *
 * <p>Source: LeCun and Cortes, under CC BY-SA 3.0; see {@code LICENSE-MNIST.txt} beside the
 * resources. Every stream is a fresh one that the caller closes.
 */
public enum EmbeddedMnist {
  /** Magic 0x00000803, 60,000 images. */
  TRAIN_IMAGES("train-images-idx3-ubyte.gz"),
  /** Magic 0x00000801, 60,000 labels. */
  TRAIN_LABELS("train-labels-idx1-ubyte.gz"),
  /** Magic 0x00000803, 10,000 images. */
  TEST_IMAGES("t10k-images-idx3-ubyte.gz"),
  /** Magic 0x00000801, 10,000 labels. */
  TEST_LABELS("t10k-labels-idx1-ubyte.gz");

  private final String resource;

  EmbeddedMnist(String resource) {
    this.resource = resource;
  }

  /** The name of the file, such as {@code train-images-idx3-ubyte.gz}. */
  public String fileName() {
    return resource;
  }

  /**
   * Opens the compressed file from its first byte.
   *
   * @throws IllegalStateException if the class path lacks it, which is a fault of the packaging
   */
  public InputStream open() {
    InputStream stream = EmbeddedMnist.class.getResourceAsStream(resource);
    if (stream == null) {
      throw new IllegalStateException("the class path lacks io/evenkeel/mnist/" + resource);
    }
    return stream;
  }
}
