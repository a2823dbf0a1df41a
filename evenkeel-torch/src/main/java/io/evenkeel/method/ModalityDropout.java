package io.evenkeel.method;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.Branches;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.run.Position;
import io.evenkeel.run.Seed;
import io.evenkeel.torch.Tensor;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Modality dropout, after Neverova et al. (ModDrop, TPAMI 2016): in training, each modality of a
 * sample is left out with probability p, independently of the others and of other samples; where
 * all would be, one of them, drawn evenly, stays. What is left out is zeros, which for normalized
 * inputs is the mean over the training split. L = CE(Σ_i ŷ_i, y); nothing is left out of
 * evaluation, and nothing is rescaled.
 *
 * @param probability p
 * @param network what is trained
 * @param seed what sample j of step k is drawn from, with k and j folded in
 */
record ModalityDropout(double probability, MultimodalNetwork network, Seed seed) implements Method {
  static Support support() {
    return Support.ofEverything()
        .completeSamplesOnly("it could leave a sample with no modality at all");
  }

  @Override
  public Tensor loss(Part part, Branches branches, Objective objective) {
    return objective.jointLoss(branches.logits());
  }

  @Override
  public PerModality<Tensor> inputs(Part part, PerModality<Tensor> inputs) {
    PerModality<float[]> kept = inputs.map(input -> new float[part.size()]);
    for (int i = 0; i < part.size(); i++) {
      Set<Modality> left = leftOut(part.at(), part.start() + i);
      int sample = i;
      kept.forEach((modality, flags) -> flags[sample] = left.contains(modality) ? 0 : 1);
    }
    return inputs.mapWithModality(
        (modality, input) -> {
          long[] shape = new long[input.shape().length];
          Arrays.fill(shape, 1);
          shape[0] = part.size();
          Tensor flags = network.device().of(kept.get(modality), shape);
          return input.times(flags.to(network.precision()));
        });
  }

  /** Which modalities a sample of a step does without; never all. */
  Set<Modality> leftOut(Position at, int placeInBatch) {
    List<Modality> modalities = network.modalities();
    UniformRandomProvider random = seed.fold(at.step()).fold(placeInBatch).random();
    Set<Modality> left = new HashSet<>();
    for (Modality modality : modalities) {
      if (random.nextDouble() < probability) {
        left.add(modality);
      }
    }
    if (left.size() == modalities.size()) {
      left.remove(modalities.get(random.nextInt(modalities.size())));
    }
    return left;
  }
}
