package io.evenkeel.train;

import io.evenkeel.data.Dataset;
import io.evenkeel.data.Presence;
import io.evenkeel.modality.PerModality;
import io.evenkeel.run.Task;
import io.evenkeel.torch.Tensor;

/** Collects logits of labels, or values of quantities in their own units. */
final class NumberCollector implements PredictionCollector<NumberPredictions> {
  private final Dataset data;
  private final Task task;
  private final SplitLoss loss;
  private final double[] fused;
  private final PerModality<double[]> branches;
  private int done;

  NumberCollector(Dataset data) {
    this.data = data;
    task = data.task();
    loss = new SplitLoss(data);
    fused = new double[Math.multiplyExact(data.size(), task.outputs())];
    branches = data.shapes().map(shape -> new double[fused.length]);
  }

  @Override
  public void add(PerModality<Tensor> logits, BatchTensors batch) {
    loss.add(logits, batch);
    store(batch.targets().prediction(logits), fused);
    logits.forEach((modality, branch) -> store(branch, branches.get(modality)));
    done += batch.size() * task.outputs();
  }

  private void store(Tensor outputs, double[] target) {
    double[] numbers = outputs.toDoubles();
    for (int i = 0; i < numbers.length; i++) {
      target[done + i] =
          task instanceof Task.Regression regression
              ? regression.value(i % task.outputs(), numbers[i])
              : numbers[i];
    }
  }

  @Override
  public NumberPredictions predictions() {
    double[] truth = new double[fused.length];
    for (int i = 0; i < truth.length; i += task.outputs()) {
      float[] target = data.target(i / task.outputs());
      for (int output = 0; output < target.length; output++) {
        truth[i + output] = target[output];
      }
    }
    return new NumberPredictions(loss.mean(), task, truth, fused, branches, Presence.of(data));
  }
}
