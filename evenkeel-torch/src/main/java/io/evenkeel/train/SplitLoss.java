package io.evenkeel.train;

import io.evenkeel.data.Dataset;
import io.evenkeel.data.Presence;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.torch.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** L over a split, from its batches: of each branch over the samples that have its modality. */
final class SplitLoss {
  private final int samples;
  private final boolean plain;
  private final Map<Modality, Sum> branches = new LinkedHashMap<>();
  private double sum;

  private record Sum(double losses, double weights) {
    double mean() {
      return weights == 0 ? 0 : losses / weights;
    }
  }

  SplitLoss(Dataset data) {
    samples = data.size();
    plain =
        Presence.of(data).isEmpty()
            && IntStream.range(0, samples).allMatch(sample -> data.weight(sample) == 1);
  }

  void add(PerModality<Tensor> logits, BatchTensors batch) {
    Targets targets = batch.targets();
    if (plain) {
      sum += targets.loss(logits).item() * batch.size();
      return;
    }
    logits.forEach(
        (modality, branch) -> {
          double weights = targets.weight(modality);
          double loss = targets.branchLoss(modality, branch).item();
          branches.merge(
              modality,
              new Sum(loss * weights, weights),
              (a, b) -> new Sum(a.losses() + b.losses(), a.weights() + b.weights()));
        });
  }

  double mean() {
    return plain ? sum / samples : branches.values().stream().mapToDouble(Sum::mean).sum();
  }
}
