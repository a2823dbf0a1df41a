package io.evenkeel.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Some frames of a video, from its first to its last at even distances.
 *
 * @param shape of a sample, [channels, frames, height, width]
 */
record FilmStrip(SampleShape shape) {
  private static final int VIDEO_DIMS = 4;
  private static final int MOST_FRAMES = 8;

  static boolean isVideo(SampleShape shape) {
    return shape.dims().size() == VIDEO_DIMS;
  }

  private int frames() {
    return Math.min(MOST_FRAMES, shape.dims().get(1));
  }

  private int frame(int number) {
    return frames() == 1 ? 0 : number * (shape.dims().get(1) - 1) / (frames() - 1);
  }

  /** The shape of what is left. */
  SampleShape shown() {
    List<Integer> dims = new ArrayList<>(shape.dims());
    dims.set(1, frames());
    return new SampleShape(dims);
  }

  /** The values of the frames that are left. */
  float[] shown(float[] values) {
    int channels = shape.dims().get(0);
    int all = shape.dims().get(1);
    int pixels = shape.values() / channels / all;
    float[] left = new float[shown().values()];
    for (int channel = 0; channel < channels; channel++) {
      for (int number = 0; number < frames(); number++) {
        int from = (channel * all + frame(number)) * pixels;
        System.arraycopy(values, from, left, (channel * frames() + number) * pixels, pixels);
      }
    }
    return left;
  }
}
