package io.evenkeel.inputs;

import io.evenkeel.inputs.RowValues.Channels;

/**
 * Number, mean and sum of squared distances from it, of each channel; merged as Chan, Golub and
 * LeVeque (1983) do, so that nothing cancels.
 */
final class ChannelMoments {
  private final Channels channels;
  private final double[] means;
  private final double[] squares;
  private long count;

  ChannelMoments(Channels channels) {
    this.channels = channels;
    means = new double[channels.count()];
    squares = new double[channels.count()];
  }

  /** Adds a row's values, of which so many of each channel are real. */
  void add(float[] values, int real) {
    ChannelMoments of = new ChannelMoments(channels);
    of.count = real;
    for (int c = 0; c < channels.count() && real > 0; c++) {
      int from = c * channels.length();
      double sum = 0;
      for (int i = from; i < from + real; i++) {
        sum += values[i];
      }
      double mean = sum / real;
      double squared = 0;
      for (int i = from; i < from + real; i++) {
        squared += (values[i] - mean) * (values[i] - mean);
      }
      of.means[c] = mean;
      of.squares[c] = squared;
    }
    merge(of);
  }

  /** Adds what others have seen. */
  void merge(ChannelMoments others) {
    long all = count + others.count;
    if (others.count == 0) {
      return;
    }
    for (int c = 0; c < means.length; c++) {
      double apart = others.means[c] - means[c];
      means[c] += apart * others.count / all;
      squares[c] += others.squares[c] + apart * apart * count / all * others.count;
    }
    count = all;
  }

  /** To mean 0 and variance 1; a channel that never varies is only shifted. */
  Scaling scaling() {
    float[] shifts = new float[means.length];
    float[] factors = new float[means.length];
    for (int c = 0; c < means.length; c++) {
      double deviation = count == 0 ? 0 : Math.sqrt(squares[c] / count);
      shifts[c] = (float) means[c];
      factors[c] = deviation > 0 ? (float) (1 / deviation) : 1;
    }
    return new Scaling(channels, shifts, factors);
  }
}
