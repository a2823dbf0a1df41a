package io.evenkeel.data;

import io.evenkeel.modality.PerModality;

/**
 * Means and deviations of the inputs of a data set, as the network sees them.
 *
 * @param means for each modality the mean over samples of each value, in the order of its shape
 * @param deviations for each modality the standard deviation over samples and positions of each
 *     channel; a channel is an index of the first dimension of a {@link SampleShape}
 */
public record InputStatistics(PerModality<float[]> means, PerModality<double[]> deviations) {

  /** Reads every sample once, in order; one that lacks a modality counts nowhere in its numbers. */
  public static InputStatistics of(Dataset data) {
    PerModality<Sums> all = data.shapes().map(Sums::new);
    for (int sample = 0; sample < data.size(); sample++) {
      for (var modality : all.modalities()) {
        Sums sums = all.get(modality);
        if (!data.has(modality, sample)) {
          continue;
        }
        data.copy(modality, sample, sums.values, 0);
        sums.add();
      }
    }
    return new InputStatistics(all.map(Sums::means), all.map(Sums::deviations));
  }

  /** What is summed of one modality; squares about the first sample, for precision. */
  private static final class Sums {
    private final float[] values;
    private final double[] sum;
    private final double[] origins;
    private final double[] shifted;
    private final double[] squares;
    private int samples;

    Sums(SampleShape shape) {
      values = new float[shape.values()];
      sum = new double[values.length];
      origins = new double[shape.dims().get(0)];
      shifted = new double[origins.length];
      squares = new double[origins.length];
    }

    private int perChannel() {
      return values.length / origins.length;
    }

    void add() {
      for (int c = 0; c < origins.length && samples == 0; c++) {
        origins[c] = values[c * perChannel()];
      }
      samples++;
      for (int v = 0; v < values.length; v++) {
        sum[v] += values[v];
        int c = v / perChannel();
        double distance = values[v] - origins[c];
        shifted[c] += distance;
        squares[c] += distance * distance;
      }
    }

    float[] means() {
      float[] means = new float[sum.length];
      for (int v = 0; v < means.length; v++) {
        means[v] = (float) (sum[v] / Math.max(1, samples));
      }
      return means;
    }

    double[] deviations() {
      double count = Math.max(1, samples) * (double) perChannel();
      double[] deviations = new double[origins.length];
      for (int c = 0; c < deviations.length; c++) {
        double mean = shifted[c] / count;
        deviations[c] = Math.sqrt(Math.max(0, squares[c] / count - mean * mean));
      }
      return deviations;
    }
  }
}
