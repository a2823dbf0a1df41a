package io.evenkeel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.PerModality;
import io.evenkeel.modality.Role;
import io.evenkeel.recipe.ModelSpec.Encoder;
import io.evenkeel.recipe.ModelSpec.Fusion;
import io.evenkeel.recipe.ModelSpec.Fusion.Kind;
import io.evenkeel.run.StepPlan;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import io.evenkeel.train.Loss;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of fusion between networks for clips. */
class VideoFusionTest {

  static Stream<Arguments> networks() {
    return Stream.of(Encoder.R3D18, Encoder.I3D)
        .flatMap(
            encoder ->
                Arrays.stream(Kind.values())
                    .filter(kind -> kind != Kind.NONE)
                    .map(kind -> Arguments.of(encoder, kind)));
  }

  private static MultimodalNetwork network(Encoder encoder, Kind kind) {
    var spec = SmallVideos.spec(encoder);
    return SmallVideos.network(spec.withFusion(spec.fusion().withKind(kind)), 1);
  }

  private static PerModality<Tensor> exchanged(
      PerModality<Tensor> one, PerModality<Tensor> other, boolean own) {
    return one.mapWithModality((m, x) -> m.equals(SmallVideos.RGB) != own ? other.get(m) : x);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void anIsolatedBranchSeesItsOwnClipAlone(Encoder encoder, Kind kind) {
    try (MultimodalNetwork network = network(encoder, kind);
        Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      PerModality<Tensor> one = SmallNetworks.inputs(network, 2, 4);
      PerModality<Tensor> other = SmallNetworks.inputs(network, 2, 5);
      SmallVideos.settle(network);
      var recorder = network.squeezeRecorder();
      network.recordSqueezes(other, recorder);
      MeanSqueezes means = recorder.means();
      var contrast = network.contrast(one, means);
      float[] isolated = contrast.isolated().get(SmallVideos.RGB).toFloats();

      assertThat(contrast.fused().get(SmallVideos.RGB).toFloats())
          .isEqualTo(network.evaluate(one).get(SmallVideos.RGB).toFloats())
          .isNotEqualTo(isolated);
      assertThat(isolated(network, exchanged(one, other, true), means)).isEqualTo(isolated);
      assertThat(isolated(network, exchanged(one, other, false), means)).isNotEqualTo(isolated);
    }
  }

  private static float[] isolated(
      MultimodalNetwork network, PerModality<Tensor> inputs, MeanSqueezes means) {
    return network.contrast(inputs, means).isolated().get(SmallVideos.RGB).toFloats();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void nothingOfTheBypassOfARebalancedBranchLearns(Encoder encoder, Kind kind) {
    try (MultimodalNetwork network = network(encoder, kind);
        Scope scope = Scope.open()) {
      network.train(SmallNetworks.inputs(network, 2, 3), new StepPlan.Regular());
      var plan = new StepPlan.Rebalance(SmallVideos.RGB);
      var logits = network.train(SmallNetworks.inputs(network, 2, 4), plan);
      assertThat(logits.values()).allSatisfy(l -> assertThat(l.shape()).containsExactly(2, 4));
      network.buffers().backward(Loss.of(logits, Tensor.of(new long[] {0, 1})));

      network
          .buffers()
          .squaredNorms()
          .forEach(
              (role, norms) -> {
                if (role.equals(new Role.Bypass(SmallVideos.RGB))) {
                  assertThat(norms.gradient()).isZero();
                } else {
                  assertThat(norms.gradient()).as(role.toString()).isPositive();
                }
              });
    }
  }

  @Test
  void everyStageIsAPositionAndOthersAreNamed() {
    var i3d = SmallVideos.spec(Encoder.I3D);
    List<String> after = List.of("Conv3d_1a_7x7", "MaxPool3d_4a_3x3", "Mixed_5c", "avg_pool");
    try (MultimodalNetwork network = SmallVideos.network(i3d.withFusion(Fusion.mmtm(after, 4)), 1);
        Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      assertThat(network.evaluate(SmallNetworks.inputs(network, 1, 1)).values()).hasSize(2);
      assertThat(network.buffers().parameters())
          .anySatisfy(p -> assertThat(p.name()).isEqualTo("fusion.3.excite.depth.weight"));
    }
    var r3d18 = SmallVideos.spec(Encoder.R3D18);
    assertThatThrownBy(
            () -> SmallVideos.network(r3d18.withFusion(Fusion.mmtm(List.of("conv1"), 4)), 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("[stem, layer1, layer2, layer3, layer4]");
  }
}
