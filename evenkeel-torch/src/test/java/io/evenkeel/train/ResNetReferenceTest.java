package io.evenkeel.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.data.SampleShape;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.model.NetworkOptions;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.run.Seed;
import io.evenkeel.run.StepPlan;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.Precision;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two residual networks against an independent implementation, in double precision. */
class ResNetReferenceTest {
  private static final Modality REAR = new Modality("rear");

  private final MultimodalNetwork network =
      MultimodalNetwork.create(
          ModelSpec.resnet18().withWidth(2),
          PerModality.of(
              List.of(new Modality("front"), REAR), modality -> SampleShape.of(3, 40, 40)),
          5,
          new Seed(0),
          new NetworkOptions(Precision.FLOAT64, List.of()));
  private final Reference reference;

  ResNetReferenceTest() throws IOException {
    reference = Reference.read("resnet-pair");
  }

  private PerModality<Tensor> inputs(String prefix) {
    return reference.inputs(network, prefix).map(input -> input.to(Precision.FLOAT64));
  }

  @BeforeEach
  void begin() {
    reference.load(network, "initial");
  }

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void aRegularStepComputesWhatTheReferenceDoes() {
    assertStep("regular", new StepPlan.Regular());
  }

  @Test
  void aRebalancingStepComputesWhatTheReferenceDoes() {
    assertStep("rear", new StepPlan.Rebalance(REAR));
  }

  private void assertStep(String step, StepPlan plan) {
    try (Scope scope = Scope.open()) {
      network.train(inputs("warm"), new StepPlan.Regular());
      PerModality<Tensor> logits = network.train(inputs("x"), plan);
      Tensor loss = Loss.of(logits, Reference.labels(reference.json().path("labels")));
      network.buffers().backward(loss);

      double expected = reference.json().path(step).path("loss").asDouble();
      assertThat(loss.item()).isCloseTo(expected, within(1e-6 * expected));
      reference.assertLogits(logits.map(Tensor::detach), step + ".logits");
      reference.assertGradients(network, step + ".gradient");
      reference.assertState(network, step + ".after");
    }
  }

  @Test
  void branchesWithAndWithoutCrossModalFlowGiveTheReferencesLogits() {
    reference.load(network, "rear.after");
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      var recorder = network.squeezeRecorder();
      network.recordSqueezes(inputs("warm"), recorder);
      var logits = network.contrast(inputs("x"), recorder.means());
      reference.assertLogits(logits.fused(), "fused");
      reference.assertLogits(logits.isolated(), "isolated");
    }
  }
}
