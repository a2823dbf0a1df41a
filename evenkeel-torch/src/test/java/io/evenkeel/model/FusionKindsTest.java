package io.evenkeel.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.modality.Role;
import io.evenkeel.recipe.ModelSpec.Fusion.Kind;
import io.evenkeel.run.StepPlan;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import io.evenkeel.train.Loss;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every kind of fusion. */
class FusionKindsTest {
  private static final Modality FIRST = new Modality("m0");

  private static float[] isolated(
      MultimodalNetwork network, PerModality<Tensor> inputs, MeanSqueezes means) {
    return network.contrast(inputs, means).isolated().get(FIRST).toFloats();
  }

  private static MeanSqueezes means(MultimodalNetwork network) {
    var recorder = network.squeezeRecorder();
    network.recordSqueezes(SmallNetworks.inputs(network, 6, 3), recorder);
    return recorder.means();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void anIsolatedBranchSeesItsOwnInputAlone(Kind kind) {
    try (MultimodalNetwork network = SmallNetworks.vectors(3, 1, kind);
        Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      MeanSqueezes means = means(network);
      PerModality<Tensor> one = SmallNetworks.inputs(network, 6, 4);
      PerModality<Tensor> other = SmallNetworks.inputs(network, 6, 5);
      float[] expected = isolated(network, one, means);

      assertThat(
              isolated(
                  network,
                  one.mapWithModality((m, x) -> m.equals(FIRST) ? x : other.get(m)),
                  means))
          .isEqualTo(expected);
      assertThat(
              isolated(
                  network,
                  one.mapWithModality((m, x) -> m.equals(FIRST) ? other.get(m) : x),
                  means))
          .isNotEqualTo(expected);
      assertThat(
              network
                  .evaluate(one.mapWithModality((m, x) -> m.equals(FIRST) ? x : other.get(m)))
                  .get(FIRST)
                  .toFloats())
          .isNotEqualTo(network.evaluate(one).get(FIRST).toFloats());
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingOfTheBypassOfARebalancedBranchLearns(Kind kind) {
    try (MultimodalNetwork network = SmallNetworks.vectors(3, 1, kind);
        Scope scope = Scope.open()) {
      network.train(SmallNetworks.inputs(network, 6, 3), new StepPlan.Regular());
      network.buffers().gradients().zero_();
      Loss.of(
              network.train(SmallNetworks.inputs(network, 6, 4), new StepPlan.Rebalance(FIRST)),
              Tensor.of(new long[] {0, 1, 2, 3, 0, 1}))
          .backward();
      for (Parameter p : network.buffers().parameters()) {
        if (p.role().isPresent() && p.role().get() instanceof Role.Bypass bypass) {
          Tensor gradient = p.gradient().view(p.gradient().count());
          double norm = gradient.dot(gradient).item();
          if (bypass.modality().equals(FIRST)) {
            assertThat(norm).as(p.name()).isZero();
          } else {
            assertThat(norm).as(p.name()).isPositive();
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CONCAT", "SUM"})
  void withoutCrossWeightsABranchIsItsIsolatedSelf(Kind kind) {
    try (MultimodalNetwork network = SmallNetworks.vectors(2, 1, kind);
        Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      for (Parameter p : network.buffers().parameters()) {
        if (p.name().contains(".cross.")) {
          p.value().zero_();
        }
      }

      var logits = network.contrast(SmallNetworks.inputs(network, 6, 4), means(network));

      logits
          .fused()
          .forEach(
              (m, fused) ->
                  assertThat(fused.toFloats()).isEqualTo(logits.isolated().get(m).toFloats()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneBranchIsNotFused(Kind kind) {
    try (MultimodalNetwork network = SmallNetworks.vectors(1, 1, kind)) {
      assertThat(network.buffers().parameters().stream().map(Parameter::name))
          .noneMatch(name -> name.startsWith("fusion"))
          .contains("heads.m0.weight");
    }
  }

  @ParameterizedTest
  @EnumSource
  void headsAreNamedAndServeAsWithoutFusion(Kind kind) {
    try (MultimodalNetwork network = SmallNetworks.vectors(2, 1, kind)) {
      assertThat(network.buffers().parameters())
          .anySatisfy(
              p -> {
                assertThat(p.name()).isEqualTo("heads.m0.weight");
                assertThat(p.role()).isEqualTo(Optional.of(new Role.Main(FIRST)));
                assertThat(p.shape()).containsExactly(4L, 8L);
              });
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSavedNetworkLoadsToTheSameLogits(Kind kind, @TempDir Path folder) {
    Path file = folder.resolve("network.safetensors");
    try (MultimodalNetwork saved = SmallNetworks.vectors(3, 1, kind);
        MultimodalNetwork loaded = SmallNetworks.vectors(3, 2, kind);
        Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      saved.train(SmallNetworks.inputs(saved, 6, 3), new StepPlan.Regular());
      saved.save(file);
      loaded.load(file);

      PerModality<Tensor> inputs = SmallNetworks.inputs(saved, 6, 4);
      PerModality<Tensor> expected = saved.train(inputs, new StepPlan.Rebalance(FIRST));
      loaded
          .train(inputs, new StepPlan.Rebalance(FIRST))
          .forEach(
              (m, logits) -> assertThat(logits.toFloats()).isEqualTo(expected.get(m).toFloats()));
    }
  }
}
