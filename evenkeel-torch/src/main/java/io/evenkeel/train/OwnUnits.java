package io.evenkeel.train;

import io.evenkeel.data.Dataset;
import io.evenkeel.run.Task;
import io.evenkeel.torch.Tensor;

/**
 * Outputs as people read them: logits of labels as they are, quantities in their own units.
 *
 * @param task of labels or quantities
 */
record OwnUnits(Task task) {

  /** Copies outputs (batch, outputs) to a place in an array, sample by sample. */
  void copy(Tensor outputs, double[] target, int at) {
    double[] numbers = outputs.toDoubles();
    for (int i = 0; i < numbers.length; i++) {
      target[at + i] =
          task instanceof Task.Regression regression
              ? regression.value(i % task.outputs(), numbers[i])
              : numbers[i];
    }
  }

  /** What is true of every sample of a split, samples × outputs. */
  static double[] truth(Dataset data) {
    int outputs = data.task().outputs();
    double[] truth = new double[Math.multiplyExact(data.size(), outputs)];
    for (int sample = 0; sample < data.size(); sample++) {
      float[] target = data.target(sample);
      for (int output = 0; output < outputs; output++) {
        truth[sample * outputs + output] = target[output];
      }
    }
    return truth;
  }
}
