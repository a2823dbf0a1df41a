package io.evenkeel.method;

import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.Role;
import io.evenkeel.model.Branches;
import io.evenkeel.model.MethodTensor;
import io.evenkeel.model.MethodTensors;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.model.Parameter;
import io.evenkeel.recipe.MlaSpec;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.Tensor;
import java.util.HashSet;
import java.util.List;

/**
 * Alternating uni-modal adaptation (Zhang et al., CVPR 2024). One head serves every modality. In a
 * step each modality has its turn: its encoder and the head learn from CE(ŷ_i, y) alone. The
 * gradient G of the head's weight becomes G·P, which is orthogonal to the mean features of the
 * turns before, so that the head does not forget them: after a turn with mean features h, P ← P −
 * (P·h)(P·h)ᵀ/(α + hᵀ·P·h), beginning with the identity.
 *
 * <p>The one head stands in the network as equal heads of all branches, which are tied after every
 * turn, with what the optimizer keeps of them.
 */
record Mla(MlaSpec spec, MultimodalNetwork network) implements Method {
  private static final String PROJECTION = "mla.projection";

  static Support support() {
    return Support.ofEverything()
        .lateFusionOnly("each modality is trained alone in its turn")
        .classesOnly("its prediction weighs branches by the entropy of their classes")
        .completeSamplesOnly("its projection is of the mean features of a whole batch")
        .wholeBatchesOnly("a turn is an update on the whole batch");
  }

  static MethodTensors tensors() {
    return (features, outputs) -> {
      if (new HashSet<>(features.values()).size() > 1) {
        throw new BadInputException(
            "strategy.name",
            "mla with branches of " + features.values() + " features",
            "as many in every branch, for one head serves all");
      }
      long width = features.values().get(0);
      return List.of(new MethodTensor.Recorded(PROJECTION, 0, List.of(width, width)));
    };
  }

  /** Gives every branch the head of the first. */
  static Mla begin(MlaSpec spec, MultimodalNetwork network) {
    List<Parameter> first = network.head(network.modalities().get(0));
    try (Gradients off = Gradients.off()) {
      for (Modality m : network.modalities()) {
        for (int i = 0; i < first.size(); i++) {
          network.head(m).get(i).value().copy_(first.get(i).value());
        }
      }
    }
    return new Mla(spec, network);
  }

  @Override
  public Tensor loss(Part part, Branches branches, Objective objective) {
    return objective.loss(branches.logits());
  }

  @Override
  public double step(Part part, Branches branches, Objective objective, Updates updates) {
    double sum = 0;
    for (Modality m : network.modalities()) {
      sum += turn(m, branches.features().get(m), objective, updates);
      for (Modality other : network.modalities()) {
        tie(network.head(other), network.head(m), updates);
      }
    }
    return sum;
  }

  private double turn(Modality modality, Tensor features, Objective objective, Updates updates) {
    Parameter weight = network.head(modality).get(0);
    Parameter bias = network.head(modality).get(1);
    Tensor logits = Functional.linear(features, matrix(weight, weight.value()), bias.value());
    Tensor loss = objective.branchLoss(modality, logits);
    updates.buffers().backward(loss);
    try (Gradients off = Gradients.off()) {
      Tensor gradient = matrix(weight, weight.gradient());
      gradient.add_(Functional.linear(gradient, projection()), 1);
      updates.update(new Role.Main(modality));
      project(features.detach().mean(0));
    }
    return loss.item();
  }

  /** A head is held as a convolution in some networks. */
  private static Tensor matrix(Parameter weight, Tensor tensor) {
    return tensor.view(weight.shape().get(0), weight.shape().get(1));
  }

  /** Takes the direction of mean features out of P. */
  private void project(Tensor mean) {
    long width = mean.count();
    Tensor row = mean.view(1, width);
    Tensor seen = row.plus(Functional.linear(row, projection())).view(width, 1);
    double denominator = spec.alpha() + mean.dot(seen.view(width)).item();
    projection().add_(Functional.linear(seen, seen), -1 / denominator);
  }

  /** P − 1, (features, features), symmetric. */
  private Tensor projection() {
    return network.buffers().parameter(MethodTensor.PREFIX + PROJECTION).value();
  }

  private static void tie(List<Parameter> head, List<Parameter> to, Updates updates) {
    for (int i = 0; i < head.size(); i++) {
      if (head.get(i) != to.get(i)) {
        updates.tie(head.get(i), to.get(i));
      }
    }
  }
}
