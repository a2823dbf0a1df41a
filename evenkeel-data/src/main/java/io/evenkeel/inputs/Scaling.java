package io.evenkeel.inputs;

import io.evenkeel.inputs.RowValues.Channels;

/**
 * Shifts and scales each channel.
 *
 * @param channels which numbers belong to which
 * @param means what is subtracted from each
 * @param factors what it is multiplied by then
 */
public record Scaling(Channels channels, float[] means, float[] factors) {

  /** None. */
  public static Scaling none() {
    return new Scaling(new Channels(0, 0), new float[0], new float[0]);
  }

  /** The same for every channel. */
  public static Scaling same(Channels channels, float mean, float factor) {
    float[] means = new float[channels.count()];
    float[] factors = new float[channels.count()];
    java.util.Arrays.fill(means, mean);
    java.util.Arrays.fill(factors, factor);
    return new Scaling(channels, means, factors);
  }

  /**
   * Brings each channel to mean 0 and variance 1 over these rows, of those that have the modality
   * the values that are no padding; a channel that never varies is only shifted.
   */
  public static Scaling over(RowValues values, int[] rows, RowProgress progress) {
    ChannelMoments all = new ChannelMoments(values.channels());
    ParallelRows.chunks(rows, progress, few -> moments(values, few)).forEach(all::merge);
    return all.scaling();
  }

  private static ChannelMoments moments(RowValues values, int[] rows) {
    ChannelMoments moments = new ChannelMoments(values.channels());
    for (int row : rows) {
      if (values.has(row)) {
        float[] target = new float[values.size()];
        moments.add(target, values.read(row, target, 0));
      }
    }
    return moments;
  }

  /** Scales the values of a row, of which so many of each channel are real; others stay. */
  public void apply(float[] target, int offset, int real) {
    for (int c = 0; c < channels.count(); c++) {
      int from = offset + c * channels.length();
      for (int i = from; i < from + real; i++) {
        target[i] = (target[i] - means[c]) * factors[c];
      }
    }
  }
}
