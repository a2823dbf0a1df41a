package io.evenkeel.train;

import io.evenkeel.data.Dataset;
import io.evenkeel.modality.PerModality;
import io.evenkeel.torch.Tensor;

/** Collects the predictions of a split batch by batch. */
final class PredictionCollector {
  private final int[] labels;
  private final int[] fused;
  private final PerModality<int[]> branches;
  private double lossSum;
  private int done;

  PredictionCollector(Dataset data) {
    labels = new int[data.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = data.label(i);
    }
    fused = new int[labels.length];
    branches = data.shapes().map(shape -> new int[labels.length]);
  }

  void add(PerModality<Tensor> logits, BatchTensors batch) {
    int size = batch.size();
    Targets targets = batch.targets();
    lossSum += targets.loss(logits).item() * size;
    store(targets.prediction(logits), fused);
    logits.forEach((modality, branch) -> store(branch, branches.get(modality)));
    done += size;
  }

  private void store(Tensor logits, int[] target) {
    long[] classes = logits.argmax().toLongs();
    for (int i = 0; i < classes.length; i++) {
      target[done + i] = (int) classes[i];
    }
  }

  Predictions predictions() {
    return new Predictions(lossSum / labels.length, labels, fused, branches);
  }
}
