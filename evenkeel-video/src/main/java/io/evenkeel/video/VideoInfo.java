package io.evenkeel.video;

/**
 * What a file says about its video stream, without decoding it.
 *
 * @param codec FFmpeg's name of it, such as {@code h264}
 * @param width columns of a stored frame
 * @param height rows of a stored frame
 * @param frames packets of the stream, which are frames in a sound file
 * @param rate frames a second; 0 if the file does not say
 */
public record VideoInfo(String codec, int width, int height, int frames, double rate) {}
