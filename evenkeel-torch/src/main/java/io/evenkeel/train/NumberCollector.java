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
  private final OwnUnits units;
  private final SplitLoss loss;
  private final double[] fused;
  private final PerModality<double[]> branches;
  private int done;

  NumberCollector(Dataset data) {
    this.data = data;
    task = data.task();
    units = new OwnUnits(task);
    loss = new SplitLoss(data);
    fused = new double[Math.multiplyExact(data.size(), task.outputs())];
    branches = data.shapes().map(shape -> new double[fused.length]);
  }

  @Override
  public void add(PerModality<Tensor> logits, BatchTensors batch) {
    loss.add(logits, batch);
    units.copy(batch.targets().prediction(logits), fused, done);
    logits.forEach((modality, branch) -> units.copy(branch, branches.get(modality), done));
    done += batch.size() * task.outputs();
  }

  @Override
  public NumberPredictions predictions() {
    return new NumberPredictions(
        loss.mean(), task, OwnUnits.truth(data), fused, branches, Presence.of(data));
  }
}
