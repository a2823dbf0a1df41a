package io.evenkeel.video;

import io.evenkeel.input.BadInputException;
import java.nio.file.Path;
import java.util.OptionalInt;

/** A video file that cannot be read as asked: the file, the frame where known, and the reason. */
public final class BrokenVideoException extends BadInputException {
  private static final long serialVersionUID = 1L;

  /** The file as a whole. */
  public BrokenVideoException(Path video, String found, String expected) {
    super(video.toString(), found, expected);
    this.video = video.toString();
    this.frame = -1;
  }

  /**
   * One frame of the file.
   *
   * @param frame counted from 0
   */
  public BrokenVideoException(Path video, int frame, String found, String expected) {
    super(video + ", frame " + frame, found, expected);
    this.video = video.toString();
    this.frame = frame;
  }

  private final String video;
  private final int frame;

  /** The file. */
  public Path video() {
    return Path.of(video);
  }

  /** The frame that could not be had, counted from 0, if it is one frame's fault. */
  public OptionalInt frame() {
    return frame < 0 ? OptionalInt.empty() : OptionalInt.of(frame);
  }
}
