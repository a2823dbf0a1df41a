package io.evenkeel.model;

import io.evenkeel.modality.PerModality;
import io.evenkeel.torch.Device;
import io.evenkeel.torch.Precision;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import java.util.List;

/**
 * The means over the training set of every squeeze s_j, which stand in for the other modalities in
 * f'_i.
 *
 * @param perFusion for each fusion module in depth order, for each modality, C_j means
 */
public record MeanSqueezes(List<PerModality<double[]>> perFusion) {

  /** Keeps its own copy of the list. */
  public MeanSqueezes {
    perFusion = List.copyOf(perFusion);
  }

  /** The means of one fusion module, each repeated for every sample of a batch. */
  PerModality<Tensor> repeated(int fusion, long batch, Precision precision, Device device) {
    return perFusion
        .get(fusion)
        .map(
            means -> {
              float[] values = new float[means.length];
              for (int i = 0; i < means.length; i++) {
                values[i] = (float) means[i];
              }
              return device.of(values, 1, means.length).to(precision).expand(batch, means.length);
            });
  }

  /** Sums squeezes batch by batch, in double precision. */
  public static final class Recorder {
    private final List<PerModality<double[]>> sums;
    private long samples;

    Recorder(List<PerModality<Long>> channels) {
      sums = channels.stream().map(c -> c.<double[]>map(n -> new double[n.intValue()])).toList();
    }

    void add(int fusion, PerModality<Tensor> squeezes) {
      try (Scope scope = Scope.open()) {
        squeezes.forEach(
            (modality, squeeze) -> {
              double[] batch = squeeze.to(Precision.FLOAT64).sum(0).toDoubles();
              double[] sum = sums.get(fusion).get(modality);
              for (int c = 0; c < batch.length; c++) {
                sum[c] += batch[c];
              }
            });
      }
    }

    void countSamples(long batch) {
      samples += batch;
    }

    /** The means over every sample recorded so far. */
    public MeanSqueezes means() {
      return new MeanSqueezes(sums.stream().map(s -> s.<double[]>map(this::mean)).toList());
    }

    private double[] mean(double[] sum) {
      double[] mean = sum.clone();
      for (int c = 0; c < mean.length; c++) {
        mean[c] /= samples;
      }
      return mean;
    }
  }
}
