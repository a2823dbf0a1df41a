package io.evenkeel.video;

import io.evenkeel.input.BadInputException;
import java.nio.file.Path;

/**
 * Writes frames as an H.264 video in an AVI file, in the form that NVGesture's files have: High
 * profile, Annex B, one key frame at the beginning, no audio.
 *
 * <p>One thread encodes; the same frames and format give the same bytes. The file appears at once
 * and is whole only after {@link #close}: write beside the final name and rename.
 *
 * <p>Not for use by two threads at a time.
 */
public final class VideoWriter implements AutoCloseable {
  /**
   * What the frames are and how they are compressed.
   *
   * @param width pixels of a row: even, 16 to 4096
   * @param height rows: even, 16 to 4096
   * @param channels 3: RGB, stored in the limited range of BT.601; 1: gray, stored as luma as it
   *     is, as depth is in NVGesture's files
   * @param rate frames a second, 1 to 240
   * @param quantizer H.264's quantization parameter of every frame: 1 (nearly lossless) to 51; six
   *     more double the error of a pixel
   */
  public record Format(int width, int height, int channels, int rate, int quantizer) {
    private static final int LEAST_SIDE = 16;
    private static final int MOST_SIDE = 4096;

    /** Checks the ranges. */
    public Format {
      requireSide("width", width);
      requireSide("height", height);
      require(channels == 1 || channels == 3, "channels", channels, "1 or 3");
      require(rate >= 1 && rate <= 240, "rate", rate, "1 to 240 frames a second");
      require(quantizer >= 1 && quantizer <= 51, "quantizer", quantizer, "1 to 51");
    }

    private static void requireSide(String name, int side) {
      require(
          side >= LEAST_SIDE && side <= MOST_SIDE && side % 2 == 0,
          name,
          side,
          "an even number from " + LEAST_SIDE + " to " + MOST_SIDE);
    }

    private static void require(boolean holds, String name, int found, String expected) {
      if (!holds) {
        throw new BadInputException(
            "the " + name + " of a video", Integer.toString(found), expected);
      }
    }

    /** The bytes of one frame. */
    public int frameBytes() {
      return width * height * channels;
    }
  }

  private final AviFile file;
  private final H264Encoder encoder;
  private boolean failed;

  private VideoWriter(AviFile file, H264Encoder encoder) {
    this.file = file;
    this.encoder = encoder;
  }

  /**
   * Begins a file, replacing what was there.
   *
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  public static VideoWriter open(Path path, Format format) {
    H264Encoder encoder = H264Encoder.open(format);
    try {
      return new VideoWriter(AviFile.create(path, encoder), encoder);
    } catch (RuntimeException | Error e) {
      encoder.close();
      throw e;
    }
  }

  /**
   * Appends a frame.
   *
   * @param pixels height × width × channels unsigned bytes
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  public void add(byte[] pixels) {
    succeed(() -> encoder.encode(pixels, file));
  }

  private void succeed(Runnable step) {
    failed = true;
    step.run();
    failed = false;
  }

  /**
   * Ends the file and frees all native memory. After a frame that failed it frees alone.
   *
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  @Override
  public void close() {
    try (encoder;
        file) {
      if (!failed) {
        succeed(
            () -> {
              encoder.finish(file);
              file.finish();
            });
      }
    }
  }
}
