package io.evenkeel.video;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Reads frames of video files, exactly: frame k is the k-th that the whole file decodes to.
 *
 * <p>Decoding is single-threaded and keeps nothing between calls; any number of threads may call.
 */
public final class VideoDecoder {
  /** Memory for more is taken once the file has shown that it has them. */
  private static final int FRAMES_AT_FIRST = 128;

  private final Path video;
  private final int first;
  private final int end;
  private final FrameShape shape;
  private byte[] pixels;

  private VideoDecoder(Path video, int first, int end, FrameShape shape) {
    this.video = video;
    this.first = first;
    this.end = end;
    this.shape = shape;
    pixels = new byte[Math.min(end - first, FRAMES_AT_FIRST) * shape.bytes()];
  }

  /**
   * The frames {@code first} to {@code end}, without the latter, brought to a shape.
   *
   * @throws BrokenVideoException if the file is no video, is damaged in what these frames need, or
   *     ends before them
   */
  public static Clip decode(Path video, int first, int end, FrameShape shape) {
    if (first < 0 || end <= first || (end - first) * (long) shape.bytes() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("No clip holds frames " + first + " to " + end);
    }
    VideoDecoder decoder = new VideoDecoder(video, first, end, shape);
    if (!decoder.decodeNeeded()) {
      decoder.decodeEverything();
    }
    return new Clip(end - first, shape, decoder.pixels);
  }

  /** Decodes what the frames need; false where it is not certain what that is. */
  private boolean decodeNeeded() {
    Optional<PacketIndex> known;
    try (VideoFile file = VideoFile.open(video)) {
      known = PacketIndex.of(file, end);
    }
    return known.isPresent() && known.get().frames() >= end && decodeNeeded(known.get());
  }

  private boolean decodeNeeded(PacketIndex index) {
    BitSet needed = index.needed(first, end);
    FrameReader.Choice choice =
        new FrameReader.Choice(needed.length() - 1, needed::get, index::frameOf);
    try (VideoFile file = VideoFile.open(video);
        FrameReader reader = FrameReader.of(file, choice);
        FrameScaler scaler = new FrameScaler(shape)) {
      int next = first;
      Optional<AVFrame> frame = reader.next();
      while (frame.isPresent()) {
        int shown = index.frameOf(FrameReader.packetOf(frame.get()));
        boolean wanted = shown >= first && shown < end;
        if (reader.depth() < index.depth() || (wanted && shown != next)) {
          return false;
        }
        if (wanted) {
          take(frame.get(), next, scaler);
          next++;
        }
        frame = reader.next();
      }
      return next == end;
    }
  }

  private void decodeEverything() {
    try (VideoFile file = VideoFile.open(video);
        FrameReader reader = FrameReader.of(file, FrameReader.Choice.everything());
        FrameScaler scaler = new FrameScaler(shape)) {
      for (int k = 0; k < end; k++) {
        Optional<AVFrame> frame = reader.next();
        if (frame.isEmpty()) {
          throw new BrokenVideoException(
              video, k, "the video ends after " + k + " frames", "frames up to " + (end - 1));
        }
        if (k >= first) {
          take(frame.get(), k, scaler);
        }
      }
    }
  }

  private void take(AVFrame frame, int k, FrameScaler scaler) {
    int position = (k - first) * shape.bytes();
    if (position == pixels.length) {
      long twice = Math.min(2L * position, (end - first) * (long) shape.bytes());
      pixels = Arrays.copyOf(pixels, (int) twice);
    }
    if (!scaler.scale(frame, pixels, position)) {
      throw new BrokenVideoException(
          video, k, "its pixels are of an unknown kind", "pixels that can be resized");
    }
  }

  /**
   * What the file says about its video; frames are counted by walking over its packets.
   *
   * @throws BrokenVideoException if the file is no video or its packets cannot be walked over
   */
  public static VideoInfo inspect(Path video) {
    try (VideoFile file = VideoFile.open(video)) {
      return new VideoInfo(
          file.codecName(),
          file.parameters().width(),
          file.parameters().height(),
          count(file),
          file.rate());
    }
  }

  private static int count(VideoFile file) {
    AVPacket packet = av_packet_alloc();
    try {
      int packets = 0;
      while (file.read(packet, packets)) {
        av_packet_unref(packet);
        packets++;
      }
      return packets;
    } finally {
      av_packet_free(packet);
    }
  }
}
