package io.evenkeel.clips;

import io.evenkeel.video.FrameShape;
import java.nio.ByteBuffer;

/** The frames of one stream of one clip; safe to read from several threads. */
public interface ClipFrames {

  /** How many there are. */
  int frames();

  /** Of each of them. */
  FrameShape shape();

  /** Whether reading decodes a video, which is worth several threads. */
  boolean decodes();

  /**
   * The frames {@code first} to {@code end}, the latter not included, counted within the clip:
   * frame by frame, row by row, the channels of a pixel side by side, from index 0 on.
   *
   * @throws io.evenkeel.input.BadInputException if the video is missing or damaged by now
   */
  ByteBuffer read(int first, int end);
}
