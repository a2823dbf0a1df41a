package io.evenkeel.gesture;

/** What one camera makes of a scene. */
interface Shot {
  /** 3: RGB; 1: gray. */
  int channels();

  /** The name of the video in the folder of the gesture. */
  String stream();

  /** A frame, height × width × channels unsigned bytes. */
  byte[] frame(int number);

  /** A value as a byte. */
  static byte rounded(double value) {
    return (byte) Math.max(0, Math.min(255, (int) (value + 0.5)));
  }
}
