package io.evenkeel.clips;

import io.evenkeel.input.BadInputException;
import io.evenkeel.video.Clip;
import io.evenkeel.video.FrameShape;
import io.evenkeel.video.VideoInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Videos that are text files of frames, height and width, and whose pixels follow from where they
 * are; one whose text is no such thing is broken, at frame 7 if it says so.
 */
public final class PaintedVideos implements VideoSource {
  private final AtomicInteger decoded = new AtomicInteger();

  /** The value of a pixel; {@code frame} counts from the beginning of the video. */
  public static int pixel(Path video, int frame, int y, int x, int channel) {
    int place = (((paint(video) * 101 + frame) * 103 + y) * 107 + x) * 5 + channel;
    // Fibonacci hashing: no two parts of a video look alike.
    return (place * 0x9E3779B1) >>> 24;
  }

  private static int paint(Path video) {
    return String.valueOf(video.getFileName()).hashCode();
  }

  /** Writes a video of so many frames. */
  public static Path write(Path video, int frames, int height, int width) {
    return write(video, frames + " " + height + " " + width);
  }

  /** Writes a video that cannot be decoded. */
  public static Path writeBroken(Path video) {
    return write(video, "40 24 32 broken");
  }

  private static Path write(Path video, String text) {
    try {
      Files.createDirectories(video.getParent());
      return Files.writeString(video, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How often {@link #decode} was called. */
  public int decoded() {
    return decoded.get();
  }

  @Override
  public VideoInfo inspect(Path video) {
    String[] text = text(video).split(" ");
    if (text.length < 3) {
      throw new BadInputException(video.toString(), "no video", "a video");
    }
    return new VideoInfo(
        "painted",
        Integer.parseInt(text[2]),
        Integer.parseInt(text[1]),
        Integer.parseInt(text[0]),
        30);
  }

  private static String text(Path video) {
    try {
      return Files.readString(video);
    } catch (IOException e) {
      throw new BadInputException(video.toString(), "no such file", "a video", e);
    }
  }

  @Override
  public Clip decode(Path video, int first, int end, FrameShape shape) {
    decoded.incrementAndGet();
    if (text(video).endsWith("broken")) {
      throw new BadInputException(video + ", frame 7", "damaged data", "a frame");
    }
    byte[] pixels = new byte[(end - first) * shape.bytes()];
    int at = 0;
    for (int frame = first; frame < end; frame++) {
      for (int y = 0; y < shape.height(); y++) {
        for (int x = 0; x < shape.width(); x++) {
          for (int channel = 0; channel < shape.channels(); channel++) {
            pixels[at++] = (byte) pixel(video, frame, y, x, channel);
          }
        }
      }
    }
    return new Clip(end - first, shape, pixels);
  }
}
