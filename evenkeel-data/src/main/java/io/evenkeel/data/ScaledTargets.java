package io.evenkeel.data;

import io.evenkeel.run.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Samples of a regression whose task says how a network sees each quantity.
 *
 * @param raw the same samples
 * @param task theirs, with scales
 */
record ScaledTargets(Dataset raw, Task task) implements SameSamples {

  /** What gives samples the scales of a training split; nothing where there is nothing to scale. */
  static UnaryOperator<Dataset> over(Dataset training) {
    if (training.task() instanceof Task.Regression task && task.scales().isEmpty()) {
      Task scaled = new Task.Regression(task.names(), scales(training));
      return data -> new ScaledTargets(data, scaled);
    }
    return data -> data;
  }

  private static List<Task.Scale> scales(Dataset training) {
    int outputs = training.task().outputs();
    List<Task.Scale> scales = new ArrayList<>(outputs);
    double[] means = sums(training, new double[outputs], 1);
    for (int output = 0; output < outputs; output++) {
      means[output] /= training.size();
    }
    double[] squares = sums(training, means, 2);
    for (int output = 0; output < outputs; output++) {
      double deviation = Math.sqrt(squares[output] / training.size());
      scales.add(new Task.Scale(means[output], deviation == 0 ? 1 : deviation));
    }
    return scales;
  }

  private static double[] sums(Dataset data, double[] centers, int power) {
    double[] sums = new double[centers.length];
    for (int sample = 0; sample < data.size(); sample++) {
      float[] target = data.target(sample);
      for (int output = 0; output < sums.length; output++) {
        sums[output] += Math.pow(target[output] - centers[output], power);
      }
    }
    return sums;
  }

  @Override
  public Dataset inEpoch(int epoch) {
    return new ScaledTargets(raw.inEpoch(epoch), task);
  }

  @Override
  public Dataset unscaled() {
    return new ScaledTargets(raw.unscaled(), task);
  }
}
