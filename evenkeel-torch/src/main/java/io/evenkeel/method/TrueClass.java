package io.evenkeel.method;

import io.evenkeel.torch.Tensor;

/** How sure a branch is of the true classes of some samples. */
final class TrueClass {
  private TrueClass() {}

  /** ln softmax(ŷ)_y of each sample, computed in double precision. */
  static double[] logProbabilities(Tensor logits, Tensor labels) {
    double[] values = logits.detach().toDoubles();
    long[] classes = labels.toLongs();
    int width = values.length / classes.length;
    double[] logs = new double[classes.length];
    for (int i = 0; i < logs.length; i++) {
      double largest = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < width; c++) {
        largest = Math.max(largest, values[i * width + c]);
      }
      double sum = 0;
      for (int c = 0; c < width; c++) {
        sum += Math.exp(values[i * width + c] - largest);
      }
      logs[i] = values[i * width + (int) classes[i]] - largest - Math.log(sum);
    }
    return logs;
  }
}
