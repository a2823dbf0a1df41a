package io.evenkeel.data;

import io.evenkeel.input.BadInputException;
import io.evenkeel.run.Task;

/**
 * Checks what is said to be true of samples.
 *
 * @param task what is to be told
 */
record TruthCheck(Task task) {

  /**
   * The label of each sample, zeros for another task than of classes.
   *
   * @throws BadInputException if they do not fit the task
   */
  int[] labels(int[] labels, float[] targets) {
    if (task instanceof Task.Classes) {
      if (targets.length > 0) {
        throw new BadInputException("data set", "targets of classes", "labels");
      }
      requireClasses(labels);
      return labels;
    }
    if (labels.length > 0) {
      throw new BadInputException("data set", "labels of a task without classes", "targets");
    }
    if (targets.length == 0 || targets.length % task.outputs() != 0) {
      throw new BadInputException(
          "data set", targets.length + " targets", task.outputs() + " for each sample");
    }
    requireNumbers(targets);
    return new int[targets.length / task.outputs()];
  }

  private void requireClasses(int[] labels) {
    if (labels.length == 0) {
      throw new BadInputException("data set", "no labels", "the label of each sample");
    }
    for (int sample = 0; sample < labels.length; sample++) {
      if (labels[sample] < 0 || labels[sample] >= task.outputs()) {
        throw new BadInputException(
            "sample " + sample, "label " + labels[sample], "a label in 0.." + (task.outputs() - 1));
      }
    }
  }

  private void requireNumbers(float[] targets) {
    boolean applies = task instanceof Task.MultiLabel;
    for (int i = 0; i < targets.length; i++) {
      boolean fits = applies ? targets[i] == 0 || targets[i] == 1 : Float.isFinite(targets[i]);
      if (!fits) {
        throw new BadInputException(
            "sample %d, %s".formatted(i / task.outputs(), task.names().get(i % task.outputs())),
            Float.toString(targets[i]),
            applies ? "1 where the label applies, 0 elsewhere" : "a finite number");
      }
    }
  }

  /** Checks weights of so many samples; none at all stand for 1 each. */
  void weights(double[] weights, int samples) {
    if (weights.length != 0 && weights.length != samples) {
      throw new BadInputException(
          "data set", weights.length + " weights", samples + ": one for each sample");
    }
    for (int sample = 0; sample < weights.length; sample++) {
      if (!(weights[sample] >= 0 && Double.isFinite(weights[sample]))) {
        throw new BadInputException(
            "sample " + sample, "weight " + weights[sample], "a finite number ≥ 0");
      }
    }
  }
}
