package io.evenkeel.clips;

import io.evenkeel.video.Clip;
import io.evenkeel.video.FrameShape;
import io.evenkeel.video.VideoDecoder;
import io.evenkeel.video.VideoInfo;
import java.nio.file.Path;

/** Where frames come from; safe to use from several threads. */
public interface VideoSource {

  /**
   * What a file says about its video.
   *
   * @throws io.evenkeel.input.BadInputException if it is missing or no video
   */
  VideoInfo inspect(Path video);

  /**
   * Frames of a video, brought to a shape.
   *
   * @param first the first of them, counted from 0
   * @param end the frame after the last
   * @throws io.evenkeel.input.BadInputException if the file is damaged or ends before them
   */
  Clip decode(Path video, int first, int end, FrameShape shape);

  /** Video files, through FFmpeg. */
  static VideoSource files() {
    return new VideoSource() {
      @Override
      public VideoInfo inspect(Path video) {
        return VideoDecoder.inspect(video);
      }

      @Override
      public Clip decode(Path video, int first, int end, FrameShape shape) {
        return VideoDecoder.decode(video, first, end, shape);
      }
    };
  }
}
