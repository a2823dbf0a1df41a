package io.evenkeel.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.data.SampleShape;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.modality.Role;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.recipe.ModelSpec.Fusion.Kind;
import io.evenkeel.run.Seed;
import io.evenkeel.run.StepPlan;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Without fusion the branches are networks of their own. */
class LateFusionTest {
  private static final Modality LEFT = new Modality("left");
  private static final Modality RIGHT = new Modality("right");
  private static final PerModality<SampleShape> SHAPES =
      PerModality.of(List.of(LEFT, RIGHT), modality -> SampleShape.of(3));

  private static MultimodalNetwork network() {
    ModelSpec mlp = ModelSpec.mlp().withWidth(4);
    return MultimodalNetwork.create(
        mlp.withFusion(mlp.fusion().withKind(Kind.NONE)), SHAPES, 2, new Seed(1));
  }

  @Test
  void aBranchSeesItsOwnInputAlone() {
    try (Scope scope = Scope.open();
        MultimodalNetwork network = network()) {
      Tensor x = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
      Tensor other = Tensor.of(new float[] {-9, 2, 8, 0, 5, -6}, 2, 3);
      PerModality<Tensor> same = network.evaluate(PerModality.of(network.modalities(), m -> x));
      PerModality<Tensor> changed =
          network.evaluate(PerModality.of(network.modalities(), m -> m.equals(LEFT) ? x : other));

      assertThat(changed.get(LEFT).toFloats()).isEqualTo(same.get(LEFT).toFloats());
      assertThat(changed.get(RIGHT).toFloats()).isNotEqualTo(same.get(RIGHT).toFloats());
    }
  }

  @Test
  void noParameterServesFusion() {
    try (MultimodalNetwork network = network()) {
      assertThat(network.buffers().parameters())
          .allSatisfy(
              p -> assertThat(p.role().orElse(new Role.Main(LEFT))).isInstanceOf(Role.Main.class));
    }
  }

  @Test
  void theHeadsSeeTheFeaturesThatTheBranchesTell() {
    try (Scope scope = Scope.open();
        MultimodalNetwork network = network()) {
      Tensor x = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
      Branches branches =
          network.trainBranches(
              PerModality.of(network.modalities(), m -> x), new StepPlan.Regular());

      assertThat(branches.features().get(LEFT).shape()).containsExactly(2, 4);
      Tensor weight = value(network, "heads.left.weight");
      Tensor bias = value(network, "heads.left.bias");
      assertThat(Functional.linear(branches.features().get(LEFT), weight, bias).detach().toFloats())
          .isEqualTo(branches.logits().get(LEFT).detach().toFloats());
    }
  }

  private static Tensor value(MultimodalNetwork network, String name) {
    return network.buffers().parameters().stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }
}
