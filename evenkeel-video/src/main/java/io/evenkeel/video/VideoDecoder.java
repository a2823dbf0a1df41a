package io.evenkeel.video;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Reads frames of video files, exactly: frame k is the k-th that the whole file decodes to. */
public final class VideoDecoder {
  private VideoDecoder() {}

  /**
   * The frames {@code first} to {@code end}, without the latter, brought to a shape.
   *
   * @throws BrokenVideoException if the file is no video, is damaged before {@code end} or ends
   *     before it
   */
  public static Clip decode(Path video, int first, int end, FrameShape shape) {
    if (first < 0 || end <= first) {
      throw new IllegalArgumentException("No frames are from " + first + " to " + end);
    }
    byte[] pixels = new byte[Math.multiplyExact(end - first, shape.bytes())];
    try (VideoFile file = VideoFile.open(video);
        FrameReader reader = FrameReader.of(file);
        FrameScaler scaler = new FrameScaler(shape)) {
      for (int k = 0; k < end; k++) {
        Optional<AVFrame> frame = reader.next();
        if (frame.isEmpty()) {
          throw new BrokenVideoException(
              video, k, "the video ends after " + k + " frames", "frames up to " + (end - 1));
        }
        if (k >= first) {
          scaler.scale(frame.get(), pixels, (k - first) * shape.bytes());
        }
      }
    }
    return new Clip(end - first, shape, pixels);
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
