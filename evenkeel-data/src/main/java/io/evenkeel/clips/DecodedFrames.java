package io.evenkeel.clips;

import io.evenkeel.video.FrameShape;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Frames that are decoded whenever they are read.
 *
 * @param source decodes
 * @param video the file
 * @param start the first frame of the clip within the video
 * @param frames how many
 * @param shape of each
 */
record DecodedFrames(VideoSource source, Path video, int start, int frames, FrameShape shape)
    implements ClipFrames {

  @Override
  public boolean decodes() {
    return true;
  }

  @Override
  public ByteBuffer read(int first, int end) {
    return ByteBuffer.wrap(all(first, end));
  }

  byte[] all() {
    return all(0, frames);
  }

  private byte[] all(int first, int end) {
    return source.decode(video, start + first, start + end, shape).pixels();
  }
}
