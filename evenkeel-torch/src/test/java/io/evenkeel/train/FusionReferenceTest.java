package io.evenkeel.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.data.SampleShape;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.model.NetworkOptions;
import io.evenkeel.model.SmallNetworks;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.recipe.ModelSpec.Fusion.Kind;
import io.evenkeel.run.Seed;
import io.evenkeel.run.StepPlan;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.Precision;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind of fusion but the MMTM against an independent implementation. */
class FusionReferenceTest {

  private static MultimodalNetwork pair(Kind kind) {
    return MultimodalNetwork.create(
        otherwise(ModelSpec.defaults(), kind),
        SmallNetworks.IMAGES,
        5,
        new Seed(0),
        new NetworkOptions(Precision.FLOAT32, List.of(3L, 3L, 4L, 4L)));
  }

  private static MultimodalNetwork three(Kind kind) {
    var shapes =
        new PerModality<>(
            List.of(new Modality("audio"), new Modality("video"), new Modality("motion")),
            List.of(SampleShape.of(5), SampleShape.of(7), SampleShape.of(3)));
    return MultimodalNetwork.create(
        otherwise(ModelSpec.mlp(), kind),
        shapes,
        4,
        new Seed(0),
        new NetworkOptions(Precision.FLOAT32, List.of(8L)));
  }

  private static ModelSpec otherwise(ModelSpec spec, Kind kind) {
    return spec.withFusion(spec.fusion().withKind(kind));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"MMTM", "NONE"})
  void twoBranchesOfImagesComputeWhatTheReferenceDoes(Kind kind) throws IOException {
    try (MultimodalNetwork network = pair(kind)) {
      Reference reference = Reference.read(name(kind) + "-pair");
      assertStep(network, reference, "regular", new StepPlan.Regular());
      assertStep(network, reference, "color", new StepPlan.Rebalance(SmallNetworks.COLOR));
      assertContrast(network, reference);
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"MMTM", "NONE"})
  void threeBranchesOfVectorsComputeWhatTheReferenceDoes(Kind kind) throws IOException {
    try (MultimodalNetwork network = three(kind)) {
      Reference reference = Reference.read(name(kind) + "-three");
      assertStep(network, reference, "regular", new StepPlan.Regular());
      assertStep(network, reference, "video", new StepPlan.Rebalance(new Modality("video")));
      assertContrast(network, reference);
    }
  }

  private static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static void assertStep(
      MultimodalNetwork network, Reference reference, String step, StepPlan plan) {
    try (Scope scope = Scope.open();
        var drawn = network.snapshot()) {
      reference.load(network, "initial");
      network.train(reference.inputs(network, "warm"), new StepPlan.Regular());

      PerModality<Tensor> logits = network.train(reference.inputs(network, "x"), plan);
      Tensor loss = Loss.of(logits, Reference.labels(reference.json().path("labels")));
      network.buffers().gradients().zero_();
      loss.backward();

      double expected = reference.json().path(step).path("loss").asDouble();
      assertThat(loss.item()).isCloseTo(expected, within(1e-5 * expected));
      reference.assertLogits(logits.map(Tensor::detach), step + ".logits");
      reference.assertGradients(network, step + ".gradient");
      reference.assertState(network, step + ".after");
      network.restore(drawn);
    }
  }

  /** With the weights and statistics that the last step of the reference has left. */
  private static void assertContrast(MultimodalNetwork network, Reference reference) {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      String last = reference.json().has("color") ? "color" : "video";
      reference.load(network, last + ".after");
      var recorder = network.squeezeRecorder();
      network.recordSqueezes(reference.inputs(network, "warm"), recorder);

      var logits = network.contrast(reference.inputs(network, "x"), recorder.means());

      reference.assertLogits(logits.fused(), "fused");
      reference.assertLogits(logits.isolated(), "isolated");
    }
  }
}
