package io.evenkeel.bench;

import io.evenkeel.files.WholeFile;
import io.evenkeel.video.Clip;
import io.evenkeel.video.FrameShape;
import io.evenkeel.video.VideoDecoder;
import io.evenkeel.video.VideoInfo;
import io.evenkeel.video.VideoWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One clip of 32 frames out of a video of 240 frames of 320 × 240, brought to a short side of 128
 * and cropped to 112 × 112, by one thread: 32,000 divided by the milliseconds are frames a second.
 *
 * <p>The videos are those of NVGesture in the folder that {@code EVENKEEL_SAMPLES} names; without
 * it, drawings that {@link VideoWriter} stores in the same form.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class VideoBenchmark {
  private static final int FRAMES = 32;
  private static final int HEIGHT = 128;
  private static final int WIDTH = 171;
  private static final int CROP = 112;
  private static final FrameShape COLOR = new FrameShape(3, HEIGHT, WIDTH);
  private static final FrameShape GRAY = new FrameShape(1, HEIGHT, WIDTH);

  /** The first frame of the clip; NVGesture's gestures begin between frames 100 and 200. */
  @Param("146")
  private int first = 146;

  private Path folder = Path.of("");
  private Path color = Path.of("");
  private Path depth = Path.of("");

  /** Finds the videos, or draws them. */
  @Setup
  public void prepare() throws IOException {
    folder = Files.createTempDirectory("evenkeel-video");
    String samples = System.getenv("EVENKEEL_SAMPLES");
    if (samples == null) {
      color = draw(folder.resolve("color.avi"), 3);
      depth = draw(folder.resolve("depth.avi"), 1);
    } else {
      Path clip = Path.of(samples, "nvgesture-mini/Video_data/class_01/subject3_r0");
      color = clip.resolve("sk_wrapped.avi");
      depth = clip.resolve("sk_depth.avi");
    }
  }

  private static Path draw(Path video, int channels) {
    VideoWriter.Format format = new VideoWriter.Format(320, 240, channels, 30, 24);
    try (VideoWriter writer = VideoWriter.open(video, format)) {
      byte[] pixels = new byte[format.frameBytes()];
      for (int k = 0; k < 240; k++) {
        for (int i = 0; i < pixels.length; i++) {
          int x = i / channels % 320 + 2 * k;
          int y = i / channels / 320 + k;
          pixels[i] = (byte) ((x ^ y) % 200 / 2 + (x * y + k * i) % 13 + 40 * (i % channels));
        }
        writer.add(pixels);
      }
    }
    return video;
  }

  /** Colour. */
  @Benchmark
  public byte[] baselineColor() {
    return cropped(VideoDecoder.decode(color, first, first + FRAMES, COLOR));
  }

  /** Depth: gray, and about a seventh of the bytes. */
  @Benchmark
  public byte[] depth() {
    return cropped(VideoDecoder.decode(depth, first, first + FRAMES, GRAY));
  }

  /** Colour from the first frame on: nothing before the clip is to be decoded. */
  @Benchmark
  public byte[] colorFromTheStart() {
    return cropped(VideoDecoder.decode(color, 0, FRAMES, COLOR));
  }

  /** Colour without resizing. */
  @Benchmark
  public byte[] colorAsStored() {
    FrameShape stored = new FrameShape(3, 240, 320);
    return cropped(VideoDecoder.decode(color, first, first + FRAMES, stored));
  }

  /** Packets counted, nothing decoded. */
  @Benchmark
  public VideoInfo inspect() {
    return VideoDecoder.inspect(color);
  }

  private static byte[] cropped(Clip clip) {
    FrameShape shape = clip.shape();
    int row = CROP * shape.channels();
    byte[] pixels = new byte[clip.frames() * CROP * row];
    int top = (shape.height() - CROP) / 2;
    int left = (shape.width() - CROP) / 2;
    for (int i = 0; i < clip.frames() * CROP; i++) {
      int y = i / CROP * shape.height() + top + i % CROP;
      int from = (y * shape.width() + left) * shape.channels();
      System.arraycopy(clip.pixels(), from, pixels, i * row, row);
    }
    return pixels;
  }

  /** Deletes the drawings. */
  @TearDown
  public void delete() {
    WholeFile.deleteFolder(folder);
  }
}
