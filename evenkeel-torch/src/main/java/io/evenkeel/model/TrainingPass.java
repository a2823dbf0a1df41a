package io.evenkeel.model;

import io.evenkeel.modality.PerModality;
import io.evenkeel.run.StepPlan;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.Owner;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * The forward passes of one training step.
 *
 * <p>Running means of messages learn of the batch before they stand in for a message, in this step
 * already. A batch in one part is recorded on its way. Of one in several parts, a regular step
 * records at its end. A re-balancing step needs the means of all parts before it can take the first
 * one past a fusion module, and so rehearses them: it goes through the stages without gradients,
 * with every part from one fusion module to the next, before it computes them for good.
 *
 * @param network whose
 * @param plan regular, or which branch's messages are replaced by their running means
 * @param step which, counted from 1
 */
record TrainingPass(MultimodalNetwork network, StepPlan plan, long step) {

  /** The branches of a whole batch. */
  Branches whole(PerModality<Tensor> inputs) {
    return network.trainingBranches(
        inputs,
        (fusion, features) -> {
          PerModality<Tensor> messages = fusion.messages(features);
          fusion.record(MessageMeans.of(messages), step);
          return fusion.fused(features, fusion.underPlan(plan, messages));
        });
  }

  /** The branches of one part after the other, each in a scope of its own. */
  <P extends BatchPart> void inParts(List<P> parts, BiConsumer<P, Branches> each) {
    if (parts.size() == 1) {
      try (Scope scope = Scope.open()) {
        each.accept(parts.get(0), whole(parts.get(0).inputs()));
      }
    } else if (plan instanceof StepPlan.Rebalance) {
      rehearse(parts);
      compute(parts, (part, fusion, messages) -> {}, each);
    } else {
      try (Scope scope = Scope.open()) {
        List<FusionPoint> fusions = network.fusions();
        List<MessageMeans> means = fusions.stream().map(MessageMeans::new).toList();
        compute(
            parts,
            (part, fusion, messages) ->
                means.get(fusions.indexOf(fusion)).add(messages, part.share()),
            each);
        means.forEach(mean -> mean.record(step));
      }
    }
  }

  @FunctionalInterface
  private interface Recording {
    void add(BatchPart part, FusionPoint fusion, PerModality<Tensor> messages);
  }

  private <P extends BatchPart> void compute(
      List<P> parts, Recording recording, BiConsumer<P, Branches> each) {
    for (P part : parts) {
      try (Scope ofPart = Scope.open()) {
        Branches branches =
            network.trainingBranches(
                part.inputs(),
                (fusion, features) -> {
                  PerModality<Tensor> messages = fusion.messages(features);
                  recording.add(part, fusion, messages);
                  return fusion.fused(features, fusion.underPlan(plan, messages));
                });
        each.accept(part, branches);
      }
    }
  }

  /** Records the means of every fusion module over all parts, under the plan; keeps nothing. */
  private void rehearse(List<? extends BatchPart> parts) {
    try (Owner owner = new Owner();
        Gradients off = Gradients.off();
        Scope scope = Scope.open()) {
      List<Supplier<PerModality<Activation>>> inputs = new ArrayList<>();
      parts.forEach(part -> inputs.add(() -> part.inputs().map(Activation::of)));
      PerModality<Integer> from = network.start();
      for (FusionPoint fusion : network.fusions()) {
        MessageMeans means = new MessageMeans(fusion);
        for (int i = 0; i < parts.size(); i++) {
          try (Scope ofPart = Scope.open()) {
            PerModality<Activation> features =
                network
                    .rehearse(inputs.get(i).get(), from, fusion.depths())
                    .map(a -> a.keptBy(owner));
            PerModality<Tensor> messages = fusion.messages(features).map(owner::keep);
            means.add(messages, parts.get(i).share());
            inputs.set(i, () -> fusion.fused(features, fusion.underPlan(plan, messages)));
          }
        }
        means.record(step);
        from = fusion.depths();
      }
    }
  }
}
