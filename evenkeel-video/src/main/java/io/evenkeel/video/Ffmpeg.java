package io.evenkeel.video;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.global.avutil;

/** What FFmpeg says, and that it says it to nobody but the caller. */
final class Ffmpeg {
  private static final int LONGEST_REASON = 256;

  private Ffmpeg() {}

  /** FFmpeg and its codecs write to the standard error stream unless told not to. */
  static void silence() {
    avutil.av_log_set_level(avutil.AV_LOG_QUIET);
  }

  /** An error code in words. */
  static String reason(int code) {
    byte[] text = new byte[LONGEST_REASON];
    avutil.av_strerror(code, text, text.length);
    ByteBuffer bytes = ByteBuffer.wrap(text);
    while (bytes.hasRemaining() && bytes.get(bytes.position()) != 0) {
      bytes.get();
    }
    bytes.flip();
    return StandardCharsets.UTF_8.decode(bytes).toString();
  }

  /**
   * The answer of a function that must succeed.
   *
   * @throws IllegalStateException if the answer is an error
   */
  static int require(String what, int answer) {
    if (answer < 0) {
      throw new IllegalStateException(what + ": " + reason(answer));
    }
    return answer;
  }
}
