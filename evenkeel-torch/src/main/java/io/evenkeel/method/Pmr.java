package io.evenkeel.method;

import io.evenkeel.data.Dataset;
import io.evenkeel.data.EpochOrder;
import io.evenkeel.data.Subset;
import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.Branches;
import io.evenkeel.model.MethodTensor;
import io.evenkeel.model.MethodTensors;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.recipe.PmrSpec;
import io.evenkeel.run.Seed;
import io.evenkeel.run.SplitScore;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Prototypical modal rebalance (Fan et al., CVPR 2023). With the prototypes c of a modality, one
 * for each class, p(k|x) = softmax_k(−‖h − c_k‖), and L = CE(Σ_i ŷ_i, y) + α·(β·CE(p_0, y) +
 * γ·CE(p_1, y)), in the first epochs less μ·(γ·H(p_0) + β·H(p_1)); β and γ say which of the two
 * lags behind ({@link PrototypeBalance}).
 *
 * <p>A prototype is the mean of the features of samples of its class, in evaluation mode; after
 * each epoch it moves towards that mean.
 */
record Pmr(PmrSpec spec, MultimodalNetwork network, Seed seed) implements Method {
  private static final String PROTOTYPES = "pmr.prototypes.";

  static Support support() {
    return Support.ofEverything()
        .lateFusionOnly("a prototype is of the features of one modality")
        .classesOnly("there is a prototype for each class")
        .atMost(2)
        .completeSamplesOnly("its ratio compares the modalities over the same samples")
        .wholeBatchesOnly("its ratio compares the modalities over the whole batch");
  }

  static MethodTensors tensors() {
    return (features, outputs) -> {
      List<MethodTensor> tensors = new ArrayList<>();
      features.forEach(
          (m, width) ->
              tensors.add(
                  new MethodTensor.Recorded(PROTOTYPES + m, 0, List.of((long) outputs, width))));
      return tensors;
    };
  }

  @Override
  public Tensor loss(Part part, Branches branches, Objective objective) {
    PerModality<Tensor> similarities =
        branches
            .features()
            .mapWithModality((m, h) -> Functional.distances(h, prototypes(m)).times(-1));
    PerModality<Double> own = similarities.map(s -> shareOfOwnClass(s, objective.labels()));
    PrototypeBalance balance = new PrototypeBalance(own.values().get(0) / own.values().get(1));
    List<Double> lags = List.of(balance.firstLags(), balance.secondLags());
    Tensor loss = objective.jointLoss(branches.logits());
    for (int i = 0; i < lags.size(); i++) {
      Tensor similarity = similarities.values().get(i);
      Tensor attraction = objective.branchLoss(similarities.modalities().get(i), similarity);
      loss = loss.plus(attraction.times(spec.alpha() * lags.get(i)));
      if (part.at().epoch() <= spec.entropyEpochs()) {
        Tensor entropy = Functional.entropy(similarity).mean(0);
        loss = loss.plus(entropy.times(-spec.mu() * lags.get(1 - i)));
      }
    }
    return loss;
  }

  /** Σ over the batch of p(y|x). */
  private static double shareOfOwnClass(Tensor similarity, Tensor labels) {
    return Arrays.stream(TrueClass.logProbabilities(similarity, labels)).map(Math::exp).sum();
  }

  private Tensor prototypes(Modality modality) {
    return network.buffers().parameter(MethodTensor.PREFIX + PROTOTYPES + modality).value();
  }

  @Override
  public void beforeEpoch(EpochView epoch) {
    if (epoch.epoch() == 1) {
      move(epoch, 1);
    }
  }

  @Override
  public void afterEpoch(EpochView epoch, SplitScore validation) {
    move(epoch, 1 - spec.momentum());
  }

  /** Moves the prototypes by a share of the way towards what they are means of. */
  private void move(EpochView epoch, double by) {
    Dataset chosen = chosen(epoch.train(), seed.fold("prototypes").fold(epoch.epoch()));
    ClassMeans means = new ClassMeans(network.modalities(), chosen.classes());
    epoch.evaluate(chosen, (branches, objective) -> means.add(branches, objective.labels()));
    for (Modality m : network.modalities()) {
      Tensor mean = network.device().of(means.of(m), prototypes(m).shape());
      prototypes(m).interpolate_(mean.to(network.precision()), by);
    }
  }

  /** The share of the samples of each class, at least one of each. */
  private Dataset chosen(Dataset train, Seed draw) {
    int[] wanted = new int[train.classes()];
    for (int i = 0; i < train.size(); i++) {
      wanted[train.label(i)]++;
    }
    for (int k = 0; k < wanted.length; k++) {
      if (wanted[k] == 0) {
        throw new BadInputException(
            "strategy.name",
            "pmr with no training sample of class " + train.classNames().get(k),
            "one of each class, for each has a prototype");
      }
      wanted[k] = (int) Math.ceil(spec.share() * wanted[k]);
    }
    List<Integer> chosen = new ArrayList<>();
    for (int sample : EpochOrder.permutation(train.size(), draw)) {
      if (wanted[train.label(sample)]-- > 0) {
        chosen.add(sample);
      }
    }
    return Subset.of(train, chosen.stream().mapToInt(Integer::intValue).toArray());
  }
}
