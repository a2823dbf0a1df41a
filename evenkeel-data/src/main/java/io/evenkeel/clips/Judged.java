package io.evenkeel.clips;

/** What became of one stream of one clip when it was first decoded. */
public sealed interface Judged {

  /** It is whole. */
  record Whole(ClipFrames frames) implements Judged {}

  /**
   * It cannot be used.
   *
   * @param reason the file, the frame where known, and what is wrong, in a line
   */
  record Broken(String reason) implements Judged {}
}
