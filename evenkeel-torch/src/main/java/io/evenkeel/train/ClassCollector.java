package io.evenkeel.train;

import io.evenkeel.data.Dataset;
import io.evenkeel.data.Presence;
import io.evenkeel.modality.PerModality;
import io.evenkeel.torch.Tensor;

/** Collects predicted classes. */
final class ClassCollector implements PredictionCollector<ClassPredictions> {
  private final Dataset data;
  private final SplitLoss loss;
  private final int[] fused;
  private final PerModality<int[]> branches;
  private int done;

  ClassCollector(Dataset data) {
    this.data = data;
    loss = new SplitLoss(data);
    fused = new int[data.size()];
    branches = data.shapes().map(shape -> new int[data.size()]);
  }

  @Override
  public void add(PerModality<Tensor> logits, BatchTensors batch) {
    loss.add(logits, batch);
    store(batch.targets().prediction(logits), fused);
    logits.forEach((modality, branch) -> store(branch, branches.get(modality)));
    done += batch.size();
  }

  private void store(Tensor logits, int[] target) {
    long[] classes = logits.argmax().toLongs();
    for (int i = 0; i < classes.length; i++) {
      target[done + i] = (int) classes[i];
    }
  }

  @Override
  public ClassPredictions predictions() {
    int[] labels = new int[data.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = data.label(i);
    }
    return new ClassPredictions(loss.mean(), labels, fused, branches, Presence.of(data));
  }
}
