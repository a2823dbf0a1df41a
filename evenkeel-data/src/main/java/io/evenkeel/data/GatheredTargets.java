package io.evenkeel.data;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.run.Task;
import java.util.Arrays;
import java.util.Optional;

/**
 * The targets of a batch while its samples are read; what every sample has in common costs nothing.
 */
final class GatheredTargets {
  private final Dataset data;
  private final Task task;
  private final PerModality<SampleShape> shapes;
  private final long[] labels;
  private final float[] values;
  private Optional<double[]> weights = Optional.empty();
  private Optional<PerModality<boolean[]>> presence = Optional.empty();

  GatheredTargets(Dataset data, int size) {
    this.data = data;
    task = data.task();
    shapes = data.shapes();
    labels = new long[size];
    values = new float[task instanceof Task.Classes ? 0 : Math.multiplyExact(size, task.outputs())];
  }

  /** Reads a sample of the data set to a place of the batch. */
  void read(int sample, int place) {
    if (task instanceof Task.Classes) {
      labels[place] = data.label(sample);
    } else {
      float[] target = data.target(sample);
      System.arraycopy(target, 0, values, place * task.outputs(), task.outputs());
    }
    double weight = data.weight(sample);
    if (weight != 1) {
      weights = Optional.of(weights.orElseGet(this::ones));
      weights.get()[place] = weight;
    }
    for (Modality modality : shapes.modalities()) {
      if (!data.has(modality, sample)) {
        presence = Optional.of(presence.orElseGet(this::everything));
        presence.get().get(modality)[place] = false;
      }
    }
  }

  BatchTargets targets() {
    return new BatchTargets(task, labels, values, weights, presence);
  }

  private double[] ones() {
    double[] ones = new double[labels.length];
    Arrays.fill(ones, 1);
    return ones;
  }

  private PerModality<boolean[]> everything() {
    return shapes.map(
        shape -> {
          boolean[] all = new boolean[labels.length];
          Arrays.fill(all, true);
          return all;
        });
  }
}
