package io.evenkeel.method;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.Branches;
import io.evenkeel.torch.Tensor;
import java.util.List;

/** Collects the mean feature of each class and modality. */
final class ClassMeans {
  private final int[] counts;
  private final PerModality<double[][]> sums;

  ClassMeans(List<Modality> modalities, int classes) {
    counts = new int[classes];
    sums = PerModality.of(modalities, m -> new double[classes][0]);
  }

  void add(Branches branches, Tensor labels) {
    long[] classes = labels.toLongs();
    for (long k : classes) {
      counts[(int) k]++;
    }
    branches.features().forEach((m, h) -> add(sums.get(m), h, classes));
  }

  private static void add(double[][] sums, Tensor features, long[] classes) {
    double[] values = features.toDoubles();
    int width = values.length / classes.length;
    for (int i = 0; i < values.length; i++) {
      int k = (int) classes[i / width];
      if (sums[k].length == 0) {
        sums[k] = new double[width];
      }
      sums[k][i % width] += values[i];
    }
  }

  /** The means of one modality, (classes, width) in row-major order; of classes that all came. */
  float[] of(Modality modality) {
    double[][] rows = sums.get(modality);
    int width = rows[0].length;
    float[] means = new float[rows.length * width];
    for (int i = 0; i < means.length; i++) {
      means[i] = (float) (rows[i / width][i % width] / counts[i / width]);
    }
    return means;
  }
}
