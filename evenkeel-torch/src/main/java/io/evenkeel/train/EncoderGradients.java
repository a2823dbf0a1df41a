package io.evenkeel.train;

import io.evenkeel.data.Dataset;
import io.evenkeel.data.EpochOrder;
import io.evenkeel.data.PrefetchingBatches;
import io.evenkeel.measure.GradientConflict;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.modality.Role;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.model.Parameter;
import io.evenkeel.run.Seed;
import io.evenkeel.torch.Owner;
import io.evenkeel.torch.Precision;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Compares, in every encoder, the gradient of its own branch's loss with that of the others'.
 *
 * <p>The network is in evaluation mode, so that nothing is recorded; no parameter changes.
 *
 * @param network what is asked; its gradients are overwritten
 * @param batchDone told after each batch
 */
record EncoderGradients(MultimodalNetwork network, Runnable batchDone) {

  /**
   * The cosines on the first batches of a shuffled pass.
   *
   * @param batches how many at most
   */
  GradientConflict conflict(Dataset train, int batchSize, int batches, Seed seed) {
    List<int[]> all = EpochOrder.shuffled(train.size(), batchSize, seed, 1);
    PerModality<List<Double>> cosines =
        PerModality.of(network.modalities(), modality -> new ArrayList<>());
    try (PrefetchingBatches chosen =
        PrefetchingBatches.of(train, all.subList(0, Math.min(batches, all.size())))) {
      while (chosen.hasNext()) {
        try (Scope scope = Scope.open()) {
          BatchTensors batch = BatchTensors.of(chosen.next(), network);
          cosines.forEach((modality, sofar) -> cosine(batch, modality).ifPresent(sofar::add));
          batchDone.run();
        }
      }
    }
    return new GradientConflict(cosines.map(List::copyOf));
  }

  /** cos(∇L_i, ∇Σ_{j≠i} L_j) with respect to θ_i. */
  OptionalDouble cosine(BatchTensors batch, Modality modality) {
    List<Parameter> encoder =
        network.buffers().parameters().stream()
            .filter(p -> p.role().equals(Optional.of(new Role.Main(modality))))
            .toList();
    List<Modality> others = network.modalities().stream().filter(m -> !m.equals(modality)).toList();
    if (others.isEmpty()) {
      return OptionalDouble.empty();
    }
    try (Scope scope = Scope.open();
        Owner owner = new Owner()) {
      backward(batch, List.of(modality));
      List<Tensor> own = encoder.stream().map(p -> owner.keep(exact(p.gradient()).copy())).toList();
      backward(batch, others);
      double product = 0;
      double first = 0;
      double second = 0;
      for (int p = 0; p < own.size(); p++) {
        Tensor other = exact(encoder.get(p).gradient());
        product += sum(own.get(p).times(other));
        first += sum(own.get(p).times(own.get(p)));
        second += sum(other.times(other));
      }
      return GradientConflict.cosine(product, first, second);
    }
  }

  private void backward(BatchTensors batch, List<Modality> branches) {
    try (Scope scope = Scope.open()) {
      PerModality<Tensor> logits = network.evaluate(batch.inputs());
      Tensor loss =
          branches.stream()
              .map(m -> batch.targets().branchLoss(m, logits.get(m)))
              .reduce(Tensor::plus)
              .orElseThrow();
      network.buffers().backward(loss);
    }
  }

  private static Tensor exact(Tensor gradient) {
    return gradient.detach().to(Precision.FLOAT64);
  }

  private static double sum(Tensor products) {
    return products.sum().item();
  }
}
