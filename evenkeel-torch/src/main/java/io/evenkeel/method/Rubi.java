package io.evenkeel.method;

import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.model.Branches;
import io.evenkeel.model.MethodTensor;
import io.evenkeel.model.MethodTensors;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.recipe.RubiSpec;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Tensor;
import java.util.List;

/**
 * Reducing uni-modal biases (Cadène et al., NeurIPS 2019). A branch on the features h_q of the
 * modality that models lean on masks the logits in training, so that a sample which that modality
 * alone tells right teaches less: L = CE((Σ_i ŷ_i) ⊙ σ(c), y) + λ·CE(c', y) with c = MLP(h_q) and
 * c' = W·c + b. No gradient of either reaches the encoder of q through the mask. The mask is
 * dropped after training.
 *
 * @param biased q
 */
record Rubi(RubiSpec spec, Modality biased, MultimodalNetwork network) implements Method {

  static Support support() {
    return Support.ofEverything()
        .lateFusionOnly("the mask has to see its modality alone")
        .classesOnly("the mask is one of class logits")
        .completeSamplesOnly("the mask has to see its modality");
  }

  static MethodTensors tensors(RubiSpec spec) {
    return (features, outputs) ->
        List.of(
            new MethodTensor.Layer(
                "rubi.hidden1", features.get(biased(spec, features.modalities())), spec.hidden()),
            new MethodTensor.Layer("rubi.hidden2", spec.hidden(), spec.hidden()),
            new MethodTensor.Layer("rubi.mask", spec.hidden(), outputs),
            new MethodTensor.Layer("rubi.classifier", outputs, outputs));
  }

  static Rubi of(RubiSpec spec, MultimodalNetwork network) {
    return new Rubi(spec, biased(spec, network.modalities()), network);
  }

  private static Modality biased(RubiSpec spec, List<Modality> modalities) {
    return modalities.stream()
        .filter(m -> m.name().equals(spec.modality()))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "strategy.rubi.modality", spec.modality(), "one of " + modalities));
  }

  @Override
  public Tensor loss(Part part, Branches branches, Objective objective) {
    Tensor seen = branches.features().get(biased).detach();
    Tensor hidden = Functional.relu_(layer("hidden2", Functional.relu_(layer("hidden1", seen))));
    Tensor mask = layer("mask", hidden);
    Tensor share = Functional.sigmoid(mask);
    Tensor fused = objective.jointLoss(branches.logits().map(logits -> logits.times(share)));
    return fused.plus(objective.branchLoss(biased, layer("classifier", mask)).times(spec.weight()));
  }

  private Tensor layer(String name, Tensor input) {
    String prefix = MethodTensor.PREFIX + "rubi." + name;
    return Functional.linear(
        input,
        network.buffers().parameter(prefix + ".weight").value(),
        network.buffers().parameter(prefix + ".bias").value());
  }
}
